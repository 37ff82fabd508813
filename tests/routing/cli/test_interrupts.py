"""Ctrl-C on the command line: the best so far is kept, and nothing is traced."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from routing.check import check
from routing.cli import solve_command
from routing.cli.entry import main
from routing.cli.interrupts import asked_to_stop
from routing.documents import read_plan, write_problem
from routing.plan import Plan
from routing.solver import CancelledError, solve
from tests.routing.problems import station_day


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_time_asks_and_the_second_one_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with asked_to_stop() as stopped:
        assert not stopped()
        press()
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            press()
    assert signal.getsignal(signal.SIGINT) is before


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "day.json"
    path.write_text(write_problem(station_day(3, 20, 4)))
    return path


def test_a_search_that_is_stopped_leaves_its_best_plan(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = station_day(3, 20, 4)

    def pressed_on_the_way(*given: Any, **said: Any) -> Plan:
        presses = iter([press])
        return solve(*given, **said | {"on_progress": lambda progress: next(presses, bool)()})

    monkeypatch.setattr(solve_command, "solve", pressed_on_the_way)
    assert main(["solve", str(asked), "-o", str(asked.with_name("out.json")), "--seconds", "600"]) == 130
    said = capsys.readouterr()
    assert "visits served" in said.out
    assert "stopped before its time" in said.err
    assert check(problem, read_plan(asked.with_name("out.json").read_bytes())).feasible


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), CancelledError("too soon")])
def test_one_stopped_before_there_is_a_plan_says_so_in_one_line(
    fault: BaseException, asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*given: Any, **said: Any) -> Plan:
        raise fault

    monkeypatch.setattr(solve_command, "solve", stopped)
    assert main(["solve", str(asked), "-o", str(asked.with_name("out.json"))]) == 130
    assert capsys.readouterr().err == "stopped: there is no plan\n"
    assert not asked.with_name("out.json").exists()
