"""The bench command: what it prints, and how it ends."""

import errno
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from routing.cli import bench_command
from routing.cli.entry import main
from routing.solver import PlanRefusedError

INSTANCE = """TINY

VEHICLE
NUMBER CAPACITY
2 10

CUSTOMER
0 0 0 0 0 1000 0
1 3 4 1 0 900 10
2 6 8 1 0 900 10
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "TINY.txt").write_text(INSTANCE)
    (tmp_path / "bks.csv").write_text("instance,best_known,source\nTINY,20,by hand\n")
    return tmp_path


def words(folder: Path) -> list[str]:
    return ["bench", str(folder), "--format", "solomon", "--seconds", "0.2"]


def test_a_row_for_each_instance_and_the_mean_gap(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(folder)) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[1].split()[:4] == ["TINY", "20.000", "20.000", "0.000"]
    assert printed[-1] == "mean gap 0.000 % over 1 of 1"


def test_the_answers_are_kept_for_the_checkers_of_others(folder: Path) -> None:
    assert main([*words(folder), "--answers", str(folder / "kept")]) == 0
    answer = json.loads((folder / "kept" / "TINY.json").read_text())
    assert sorted(stop for route in answer["routes"] for stop in route) == [1, 2]


def test_a_refused_answer_is_named_and_ends_the_command_with_1(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PlanRefusedError(())

    monkeypatch.setattr(bench_command, "solve", refused)
    assert main(words(folder)) == 1
    assert "refused by the judge: TINY" in capsys.readouterr().out


def test_an_instance_that_cannot_be_read_is_named_and_the_others_are_solved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "BROKEN.txt").write_text(INSTANCE.replace("2 6 8 1", "2 six 8 1"))
    (folder / "CUT.txt.gz").write_bytes(gzip.compress(INSTANCE.encode())[:-20])
    assert main(words(folder)) == 2
    printed = capsys.readouterr()
    assert "TINY" in printed.out
    assert printed.out.splitlines()[-1] == "could not be used: BROKEN.txt, CUT.txt.gz"
    first, second = printed.err.splitlines()
    assert first.startswith("BROKEN.txt cannot be used: CUSTOMER of '2 six 8 1 0 900 10': ")
    assert second.startswith("CUT.txt.gz cannot be used: document of 'CUT.txt.gz': ")


def test_a_folder_without_an_instance_is_no_bench(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".TINY.txt").write_text("left by an editor")
    assert main([*words(folder), "--only", "HUGE"]) == 2
    assert main([*words(folder), "--only", ".TINY"]) == 2
    assert capsys.readouterr().err.count("holds no instance of that name") == 2


def test_a_place_where_the_table_could_not_be_kept_is_told_before_anything_is_solved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words(folder), "--json", str(folder)]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"file: Is a directory: {folder}\n"
    assert printed.out == ""


def test_the_table_is_kept_complete_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = folder / "kept" / "table.json"
    assert main([*words(folder), "--json", str(kept)]) == 0
    table = kept.read_text()
    assert json.loads(table)[0]["instance"] == "TINY"

    def full(path: Path, *_: Any, **__: Any) -> None:
        path.write_bytes(b"[")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_text", full)
    assert main([*words(folder), "--json", str(kept)]) == 2
    assert kept.read_bytes() == table.encode()


def test_a_table_of_best_known_values_that_is_none_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bks.csv").write_text("instance,best_known\nTINY,twenty\n")
    assert main(words(folder)) == 2
    assert capsys.readouterr().err.startswith("problem: bks.csv of 'TINY': ")


def test_kernels_are_compiled_before_the_first_instance_is_timed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_command, "warm_up", lambda: ["this machine cannot compile"])
    assert main(words(folder)) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "this machine cannot compile"
    assert printed[2].startswith("TINY")
