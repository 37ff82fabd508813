"""Typed readers of environment variables that fail at start with a sentence naming the variable."""

import os
import re
from base64 import urlsafe_b64decode
from pathlib import Path

EMPTY = "{name} is empty. See deploy/eldercare.env.example for what it means."
TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


class WrongEnvironment(Exception):
    """An environment variable is missing or cannot be read."""


def text(name: str, default: str | None = None) -> str:
    """Read `name`, or the file that `name`_FILE points at; without either, the default."""
    if file := os.environ.get(f"{name}_FILE"):
        return _file_text(name, Path(file))
    value = os.environ.get(name, default)
    if value is None:
        raise WrongEnvironment(f"{name} is not set. See deploy/eldercare.env.example for what it means.")
    return value


def _file_text(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise WrongEnvironment(
            f"{name}_FILE points at {path}, which cannot be read: {error.strerror}."
        ) from error


def filled(name: str, default: str | None = None) -> str:
    """Read what must not be empty."""
    value = text(name, default)
    if not value.strip():
        raise WrongEnvironment(EMPTY.format(name=name))
    return value


def sealing_keys(name: str, default: str | None = None) -> list[str]:
    """Read a comma-separated list of at least one Fernet key: 32 bytes in URL-safe base64."""
    keys = words(name, default)
    for position, key in enumerate(keys, start=1):
        if not _is_sealing_key(key):
            # Never the key itself: this sentence ends up in logs.
            raise WrongEnvironment(
                f"{name}: key {position} of {len(keys)} is no Fernet key (32 bytes in URL-safe base64). "
                "One is made by: openssl rand -base64 32 | tr +/ -_"
            )
    return keys


def _is_sealing_key(key: str) -> bool:
    try:
        return len(urlsafe_b64decode(key)) == 32
    except ValueError:
        return False


def flag(name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable (1/0, true/false, yes/no, on/off)."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    raise WrongEnvironment(f"{name} is {value!r}; write 1 or 0.")


def whole_number(name: str, default: int, *, least: int = 0) -> int:
    """Read a whole number of at least `least`."""
    value = text(name, str(default)).strip()
    if not value.isdecimal() or int(value) < least:
        raise WrongEnvironment(f"{name} is {value!r}; write a whole number of at least {least}.")
    return int(value)


def words(name: str, default: str | None = "") -> list[str]:
    """Read a comma-separated list; empty words are dropped. Without a default there must be one word."""
    found = [word.strip() for word in text(name, default).split(",") if word.strip()]
    if default is None and not found:
        raise WrongEnvironment(EMPTY.format(name=name))
    return found


def address(name: str) -> str:
    """Read where a service answers over HTTP; empty when there is none."""
    value = text(name, "").strip()
    if value and not re.fullmatch(r"https?://[^/\s]+\S*", value):
        raise WrongEnvironment(f"{name} is {value!r}; write it as http://host:port, or leave it empty.")
    return value


def numbers(name: str) -> dict[str, float]:
    """Read "name=number,name=number"; empty when nothing is set."""
    found: dict[str, float] = {}
    for pair in words(name):
        key, _, number = pair.partition("=")
        try:
            found[key.strip()] = float(number)
        except ValueError as error:
            raise WrongEnvironment(f"{name} has {pair!r}; write it as name=number.") from error
    return found


def choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    """Read one of a few words."""
    value = text(name, default).strip()
    if value not in among:
        raise WrongEnvironment(f"{name} is {value!r}; write one of {', '.join(among)}.")
    return value
