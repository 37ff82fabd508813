"""manage.py simulate_day: what it cannot begin with is said at once."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def simulate(folder: Path, *options: str) -> None:
    call_command("simulate_day", "--logins", str(folder / "logins.json"), *options, stdout=io.StringIO())


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "inf", "fast"])
def test_a_speed_at_which_no_day_passes_is_refused(tmp_path: Path, speed: str) -> None:
    with pytest.raises(CommandError, match=f"--speed: '{speed}' is no number above 0 and at most 3600"):
        simulate(tmp_path, f"--speed={speed}")


@pytest.mark.parametrize("seed", ["-1", "luck"])
def test_a_seed_that_is_no_number_is_refused(tmp_path: Path, seed: str) -> None:
    with pytest.raises(CommandError, match=f"--seed: '{seed}' is no whole number"):
        simulate(tmp_path, f"--seed={seed}")


def test_an_address_that_is_none_is_refused_without_trying(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--base-url: 'localhost' is no web address"):
        simulate(tmp_path, "--base-url=localhost")


def test_a_city_that_was_never_seeded_is_said_to_need_seeding(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"simulation\.json is not there; seed_city writes it"):
        simulate(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"operators": {}, "caregivers": {}}', "\x00"])
def test_a_file_that_holds_no_tokens_is_said_to_need_seeding_again(tmp_path: Path, content: str) -> None:
    (tmp_path / "simulation.json").write_text(content)
    with pytest.raises(
        CommandError, match=r"simulation\.json is not as seed_city writes it; seed the city again"
    ):
        simulate(tmp_path)
