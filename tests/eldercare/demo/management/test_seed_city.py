"""manage.py seed_city: fills an empty city, and throws nothing away unasked."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from eldercare.demo.management.commands import seed_city
from stations.people.models import Elder
from stations.places.models import CareStation
from tests.builders.stations import make_station
from tests.eldercare.demo.city.test_seeding import SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_small_cities(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command's own sizes take longer than a test should."""
    monkeypatch.setattr(seed_city, "SIZES", {"demo": SMALL})


def seed(folder: Path, *more: str) -> str:
    out = io.StringIO()
    call_command(
        "seed_city", "--day", "2026-11-23", "--logins", str(folder / "logins.json"), *more, stdout=out
    )
    return out.getvalue()


def test_it_fills_an_empty_city_and_writes_the_logins_but_never_shows_them(tmp_path: Path) -> None:
    said = seed(tmp_path)
    logins = json.loads((tmp_path / "logins.json").read_text(encoding="utf-8"))
    assert CareStation.objects.count() == 2
    assert logins["station_operator"]["station"] == "ST0001"
    assert not any(login["password"] in said for login in logins.values())


def test_a_city_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    make_station()
    with pytest.raises(CommandError, match="--replace"):
        seed(tmp_path)
    assert not Elder.objects.exists()
    assert not (tmp_path / "logins.json").exists()


def test_asked_to_replace_it_empties_the_database_first(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Emptying for real would take the other tests' tables too: that it is asked for is enough here."""
    settings.CITY = False
    asked: list[str] = []
    monkeypatch.setattr(seed_city, "call_command", lambda name, *_given, **_more: asked.append(name))
    make_station(code="OLD")
    seed(tmp_path, "--replace")
    assert asked == ["flush", "migrate"]


def test_a_city_of_real_people_is_never_replaced(tmp_path: Path, settings: Settings) -> None:
    settings.CITY = True
    make_station()
    with pytest.raises(CommandError, match="embedded mode only"):
        seed(tmp_path, "--replace")
    assert CareStation.objects.count() == 1


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--size=village", "--size: invalid choice: 'village' .choose from 'demo'"),
        ("--seed=luck", "--seed: 'luck' is no whole number from 0"),
        ("--seed=-1", "--seed: '-1' is no whole number from 0"),
        ("--day=tomorrow", "--day: 'tomorrow' is no day"),
        ("--day=2026-13-40", "--day: '2026-13-40' is no day"),
        ("--day=9999-12-31", "--day: '9999-12-31' is no day"),
        ("--days-lived=-3", "--days-lived: '-3' is no whole number from 0"),
        ("--logins=/dev/null/logins.json", "--logins: nothing can be written to /dev/null"),
    ],
)
def test_nonsense_is_named_by_its_option_before_anything_is_written(
    tmp_path: Path, option: str, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        seed(tmp_path, option)
    assert not CareStation.objects.exists()
