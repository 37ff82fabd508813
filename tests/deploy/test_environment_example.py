"""The example environment lists all that the system reads and nothing else, and a city starts on it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from deploy.local.paths import ROOT
from tests.builders.console import manage

EXAMPLE = ROOT / "deploy" / "eldercare.env.example"
ROOMS = ("eldercare", "stations", "dispatch", "routing")
NAME = re.compile("ELDERCARE_[A-Z_]+")
ASSIGNMENT = re.compile(r"^(?:# )?(ELDERCARE_[A-Z_]+)=(.*)$", re.MULTILINE)
SECRETS = {
    "ELDERCARE_SECRET_KEY": "abcdefghij0123456789" * 4,
    "ELDERCARE_FIELD_KEYS": "dGVzdHMtb25seS1maWVsZC1rZXktMDEyMzQ1Njc4OTA=",
    "ELDERCARE_BLIND_INDEX_KEY": "index-key",
    "ELDERCARE_DB_PASSWORD": "password",
}


def names_read() -> Iterator[str]:
    for room in ROOMS:
        for source in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and NAME.fullmatch(node.value)
                ):
                    yield node.value


def test_every_variable_that_is_read_is_listed_once_and_no_other() -> None:
    listed = [
        name.removesuffix("_FILE") for name, _ in ASSIGNMENT.findall(EXAMPLE.read_text(encoding="utf-8"))
    ]
    assert sorted(listed) == sorted(set(names_read()))


def test_a_city_starts_on_the_example_once_its_secrets_are_there(tmp_path: Path) -> None:
    environment = {"ELDERCARE_DATA_DIR": str(tmp_path)}
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and NAME.fullmatch(name) and name not in environment:
            environment[name] = value
    for name, secret in SECRETS.items():
        (tmp_path / name).write_text(secret, encoding="utf-8")
        environment[f"{name}_FILE"] = str(tmp_path / name)
    done = manage(environment, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
