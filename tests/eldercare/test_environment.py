"""A wrong environment stops the start with a sentence that names the variable."""

from pathlib import Path

import pytest

from eldercare import environment
from eldercare.environment import WrongEnvironment


def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ELDERCARE_SECRET_KEY", raising=False)
    with pytest.raises(WrongEnvironment, match="ELDERCARE_SECRET_KEY is not set"):
        environment.text("ELDERCARE_SECRET_KEY")


def test_a_secret_is_read_from_the_file_it_points_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the vault\n")
    monkeypatch.setenv("SOME_KEY_FILE", str(tmp_path / "key"))
    assert environment.text("SOME_KEY") == "from the vault"


def test_an_unreadable_secret_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOME_KEY_FILE", str(tmp_path / "absent"))
    with pytest.raises(WrongEnvironment, match="SOME_KEY_FILE points at"):
        environment.text("SOME_KEY")


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_a_flag_understands_the_usual_words(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: bool
) -> None:
    monkeypatch.setenv("SOME_FLAG", written)
    assert environment.flag("SOME_FLAG", default=not meant) is meant


def test_a_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_FLAG", "perhaps")
    with pytest.raises(WrongEnvironment, match="write 1 or 0"):
        environment.flag("SOME_FLAG", default=False)


@pytest.mark.parametrize("written", ["-3", "2.5", "many", "1"])
def test_a_number_below_the_least_or_not_whole_is_refused(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SOME_NUMBER", written)
    with pytest.raises(WrongEnvironment, match="whole number of at least 2"):
        environment.whole_number("SOME_NUMBER", 5, least=2)


def test_a_mode_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_MODE", "village")
    with pytest.raises(WrongEnvironment, match="embedded, city"):
        environment.choice("SOME_MODE", "embedded", among=("embedded", "city"))


def test_a_sealing_key_of_the_wrong_kind_is_told_by_its_place_and_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = "dGVzdHMtb25seS1maWVsZC1rZXktMDEyMzQ1Njc4OTA="
    monkeypatch.setenv("SOME_KEYS", f"{good},{good}")
    assert environment.sealing_keys("SOME_KEYS") == [good, good]
    for bad in ("short", good[:-8], "é" * 44):
        monkeypatch.setenv("SOME_KEYS", f"{good},{bad}")
        with pytest.raises(WrongEnvironment, match="SOME_KEYS: key 2 of 2") as refused:
            environment.sealing_keys("SOME_KEYS")
        assert bad not in str(refused.value)


@pytest.mark.parametrize("written", ["http://127.0.0.1:5000", "https://roads.example.gov.cn/bike", ""])
def test_an_address_over_http_is_read(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SOME_ADDRESS", written)
    assert environment.address("SOME_ADDRESS") == written


def test_an_address_without_http_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_ADDRESS", "127.0.0.1:5000")
    with pytest.raises(WrongEnvironment, match=r"SOME_ADDRESS is .*; write it as http://host:port"):
        environment.address("SOME_ADDRESS")
