"""python -m routing replan IN PLAN -o OUT."""

import argparse
from pathlib import Path
from typing import Any

from routing.cli.answers import keep, require_room
from routing.cli.budgets import a_seed, seconds
from routing.cli.explain_command import print_certificate
from routing.cli.slowness import tell_shortcomings
from routing.documents import read_plan, read_problem, write_plan
from routing.explain.disturbed import replan_explained


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("replan", help="plan the rest of a disturbed day, changing little")
    parser.add_argument("problem", type=Path, help="the day as it is now, what has begun frozen")
    parser.add_argument("plan", type=Path, help="the plan that was being followed")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--seconds", type=seconds, default=5.0, help="for everything but starting Python")
    parser.add_argument("--seed", type=a_seed, default=0)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the new plan; print what changed against the one before, and why."""
    require_room(options.output)
    problem, plan = read_problem(options.problem.read_bytes()), read_plan(options.plan.read_bytes())
    tell_shortcomings()
    found = replan_explained(problem, plan, seconds=options.seconds, seed=options.seed)
    keep(options.output, write_plan(found.plan))
    print(f"changed: {' '.join(found.changed) or 'nothing'}")
    print(f"unserved: {' '.join(found.plan.unserved) or 'nobody'}")
    for each in found.certificates:
        print_certificate(each)
    if found.unexplained:
        print(f"no time to explain: {' '.join(found.unexplained)}")
    return 0
