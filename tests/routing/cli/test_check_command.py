"""The check command: what it says of a plan, and how it ends."""

from pathlib import Path

import pytest

from routing.cli.entry import main
from routing.documents import write_plan, write_problem
from routing.plan import Plan
from tests.routing.small_days import carer, day, visit


@pytest.mark.parametrize(
    ("plan", "status", "told"),
    [(Plan((), ("v",)), 0, "feasible"), (Plan(()), 1, "infeasible: 1 broken rules")],
)
def test_a_plan_that_breaks_a_rule_ends_the_command_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], plan: Plan, status: int, told: str
) -> None:
    problem, kept = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(write_problem(day([carer("lin")], [visit("v")])))
    kept.write_text(write_plan(plan))
    assert main(["check", str(problem), str(kept)]) == status
    assert told in capsys.readouterr().out.splitlines()
