"""A machine that cannot compile plans all the same, and says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from numba.core.caching import CompileResultCacheImpl

from routing.check import check
from routing.documents import read_plan, write_plan, write_problem
from routing.plan import Plan
from routing.solver.kernels import compiling
from routing.solver.kernels.compiling import INTERPRETED, UNCACHED, compiled
from tests.routing.problems import station_day

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("command", ["solve", "replan"])
def test_without_a_compiler_there_is_a_plan_and_a_word_on_why_it_is_slow(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "numba.py").write_text("raise ImportError")
    day = station_day(3, 6, 2)
    asked, answer, before = (tmp_path / name for name in ("day.json", "plan.json", "before.json"))
    asked.write_text(write_problem(day))
    before.write_text(write_plan(Plan((), tuple(visit.id for visit in day.visits))))
    given = [asked, before] if command == "replan" else [asked]
    ran = subprocess.run(
        [sys.executable, "-m", "routing", command, *given, "-o", answer, "--seconds", "1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.splitlines() == [INTERPRETED]
    assert check(day, read_plan(answer.read_bytes())).feasible


def test_where_no_folder_can_keep_compiled_kernels_they_run_all_the_same_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(CompileResultCacheImpl, "_locator_classes", [])
    monkeypatch.setattr(compiling, "shortcomings", said := list[str]())

    @compiled
    def doubled(number: int) -> int:
        return number + number

    assert doubled(21) == 42
    assert said == [UNCACHED]
