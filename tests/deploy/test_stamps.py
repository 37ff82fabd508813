"""A set-up step is remembered only when it is finished with these very inputs."""

import errno
from pathlib import Path

import pytest

from deploy.local import paths, say, stamps
from deploy.local.say import Trouble


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the stamps of this test apart."""
    monkeypatch.setattr(paths, "LOCAL", tmp_path / ".local")


def test_a_finished_step_is_fresh_only_for_the_same_inputs() -> None:
    stamps.press("pages", "one")
    assert stamps.fresh("pages", "one")
    assert not stamps.fresh("pages", "two")


def test_a_step_begun_again_is_not_fresh_until_it_is_finished() -> None:
    stamps.press("pages", "one")
    stamps.forget("pages")
    assert not stamps.fresh("pages", "one")


def test_the_digest_changes_with_a_file_and_with_its_name(tmp_path: Path) -> None:
    first, second = tmp_path / "a.ts", tmp_path / "b.ts"
    first.write_text("x")
    before = stamps.digest_of([first])
    second.write_text("x")
    assert stamps.digest_of([second]) != before
    first.write_text("y")
    assert stamps.digest_of([first]) != before


def test_too_little_disk_is_said_before_anything_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "NEEDED_BYTES", 10**18)
    paths.LOCAL.mkdir(parents=True)
    with pytest.raises(Trouble, match="The disk is full"):
        stamps.need_room()


def test_a_disk_that_fills_half_way_is_explained_and_not_a_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fills_up() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert say.run_and_explain(fills_up) == 1
    assert "Free at least 3 GB" in capsys.readouterr().err


def test_an_interruption_says_that_the_next_run_repairs(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert say.run_and_explain(interrupted) == 1
    assert "repairs what was left half way" in capsys.readouterr().err
