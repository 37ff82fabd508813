"""The replan command: what it writes and prints."""

from pathlib import Path

import pytest

from routing.check import check
from routing.cli.entry import main
from routing.documents import read_plan, write_plan, write_problem
from routing.solver import solve
from tests.routing.disturbed_days import falls_ill, seen_at
from tests.routing.problems import HOUR, station_day


def test_the_new_plan_is_written_and_what_changed_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = station_day(3, 16, 4)
    plan = solve(problem, iterations=10)
    day = falls_ill(seen_at(problem, plan, 10 * HOUR), "carer1", 10 * HOUR)
    asked, before, after = (tmp_path / name for name in ("day.json", "before.json", "after.json"))
    asked.write_text(write_problem(day))
    before.write_text(write_plan(plan))
    assert main(["replan", str(asked), str(before), "-o", str(after), "--seconds", "2"]) == 0
    new = read_plan(after.read_text())
    assert check(day, new).feasible
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("changed: ")
    assert told[1] == f"unserved: {' '.join(new.unserved) or 'nobody'}"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
