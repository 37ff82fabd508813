"""City mode starts only when that is safe: secrets given, deploy check clean, no simulated clock."""

import pytest

from tests.builders.console import manage

CITY = {
    "ELDERCARE_MODE": "city",
    "ELDERCARE_SECRET_KEY": "abcdefghij0123456789" * 4,
    "ELDERCARE_HOSTS": "care.example.cn",
    "ELDERCARE_FIELD_KEYS": "dGVzdHMtb25seS1maWVsZC1rZXktMDEyMzQ1Njc4OTA=",
    "ELDERCARE_BLIND_INDEX_KEY": "index-key",
    "ELDERCARE_REDIS_URL": "redis://127.0.0.1:6379/0",
    "ELDERCARE_REQUIRE_HTTPS": "1",
}


def test_the_deploy_check_is_clean() -> None:
    done = manage(CITY, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "ELDERCARE_SECRET_KEY",
        "ELDERCARE_FIELD_KEYS",
        "ELDERCARE_BLIND_INDEX_KEY",
        "ELDERCARE_REDIS_URL",
        "ELDERCARE_HOSTS",
    ],
)
def test_what_a_city_needs_stops_the_start_when_it_is_missing_or_empty_and_is_named(name: str) -> None:
    without = {known: value for known, value in CITY.items() if known != name}
    for environment, complaint in ((without, "is not set"), ({**CITY, name: ""}, "is empty")):
        done = manage(environment, "check")
        assert done.returncode == 1
        assert done.stderr.startswith(f"{name} {complaint}")


def test_a_city_refuses_a_simulated_clock() -> None:
    simulated = {**CITY, "ELDERCARE_CLOCK": "2026-11-23T09:00:00+08:00|0|10"}
    done = manage(simulated, "shell", "-c", "from stations.ground import clock; clock.now()")
    assert done.returncode != 0
    assert "a city's figures need the real clock" in done.stderr
