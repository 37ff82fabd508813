"""What is told of a management command that did not work."""

import errno
from pathlib import Path

import pytest

from deploy.local import processes
from deploy.local.processes import manage
from deploy.local.say import Trouble


def failing_with(words: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a Python in place that says this on standard error and ends with 1."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(processes, "PYTHON", program)


@pytest.mark.parametrize("quiet", [True, False])
@pytest.mark.parametrize("words", ["database or disk is full", "[Errno 28] No space left on device"])
def test_a_full_disk_is_told_as_such_and_without_the_commands_own_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    quiet: bool,
    words: str,
) -> None:
    failing_with(words, tmp_path, monkeypatch)
    with pytest.raises(OSError, match="No space left") as full:
        manage({}, "seed_city", quiet=quiet)
    assert full.value.errno == errno.ENOSPC
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("quiet", [True, False])
def test_any_other_failure_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quiet: bool
) -> None:
    failing_with("The city is not empty.", tmp_path, monkeypatch)
    with pytest.raises(Trouble, match="seed_city did not work:\nThe city is not empty"):
        manage({}, "seed_city", quiet=quiet)
