"""python -m routing check IN OUT."""

import argparse
from pathlib import Path
from typing import Any

from routing.check import Verdict, check
from routing.cli.statuses import INFEASIBLE
from routing.documents import read_plan, read_problem


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("check", help="judge a plan: exit 0 feasible, 1 with each broken rule")
    parser.add_argument("problem", type=Path)
    parser.add_argument("plan", type=Path)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print broken rules, or that there are none, and the objective term by term."""
    problem = read_problem(options.problem.read_bytes())
    plan = read_plan(options.plan.read_bytes())
    verdict = check(problem, plan)
    for each in verdict.broken:
        who = " ".join(part for part in (each.visit, each.carer) if part)
        print(f"{each.code}  {who}: {each.text}")
    print("feasible" if verdict.feasible else f"infeasible: {len(verdict.broken)} broken rules")
    _print_objective(verdict, vars(problem.objective))
    if plan.bound is not None and plan.bound.cost is not None:
        print(f"{'bound by the plan':18}{plan.bound.cost:>14}")
    if plan.bound is not None and plan.bound.fewest_unserved is not None:
        left_out, fewest = len(plan.unserved), plan.bound.fewest_unserved
        print(f"unserved {left_out}, by the plan no plan leaves out fewer than {fewest}")
    return 0 if verdict.feasible else INFEASIBLE


def _print_objective(verdict: Verdict, weights: dict[str, int]) -> None:
    for name, value in verdict.terms.items():
        print(f"{name:18}{value:>14} x {weights[name]:<10} = {value * weights[name]}")
    print(f"{'objective':18}{verdict.total:>14}")
