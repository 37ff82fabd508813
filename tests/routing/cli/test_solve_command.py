"""The solve command given what it cannot use: one line that says so, before anything is solved."""

import gzip
from pathlib import Path

import pytest

from routing.cli import solve_command
from routing.cli.entry import main
from routing.documents import write_problem
from tests.routing.problems import station_day


@pytest.fixture(autouse=True)
def nothing_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(solve_command, "solve")


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "day.json"
    path.write_text(write_problem(station_day(3, 6, 2)))
    return path


def refusal(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["solve", *words]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", gzip.compress(b"{}" * 999)[:-9], b"\x1f\x8b\x08\x00rubbish", b"9" * 5000, b"[]"],
)
@pytest.mark.parametrize("form", ["native", "vroom", "hhcrsp", "uhhc", "solomon"])
def test_a_file_that_is_no_document(
    content: bytes, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").write_bytes(content)
    line = refusal([str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--format", form], capsys)
    assert line.startswith("problem: ")


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = str(tmp_path / "out")
    for path, told in ((tmp_path / "in", "No such file or directory"), (tmp_path, "Is a directory")):
        assert refusal([str(path), "-o", output], capsys) == f"file: {told}: {path}"


def test_an_answer_that_could_not_be_kept(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere, folder = asked.parent / "none" / "out.json", asked.parent
    line = refusal([str(asked), "-o", str(nowhere)], capsys)
    assert line == f"file: the folder of the answer does not exist: {nowhere.parent}"
    assert refusal([str(asked), "-o", str(folder)], capsys) == f"file: Is a directory: {folder}"


@pytest.mark.parametrize(
    "budget",
    [
        ("--seconds", "nan"),
        ("--seconds", "-1"),
        ("--iterations", "-1"),
        ("--seed", "-1"),
        ("--seed", "9" * 20),
    ],
)
def test_a_budget_or_a_seed_that_is_none(
    asked: Path, budget: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["solve", str(asked), "-o", str(asked.parent / "out"), *budget])
    assert ended.value.code == 2
    assert f"argument {budget[0]}: must be" in capsys.readouterr().err
