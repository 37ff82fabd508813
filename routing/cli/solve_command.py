"""python -m routing solve IN -o OUT."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from routing.check import check
from routing.cli.answers import keep, require_room
from routing.cli.budgets import a_count, a_seed, seconds
from routing.cli.formats import FORMATS
from routing.cli.interrupts import asked_to_stop
from routing.cli.slowness import tell_shortcomings
from routing.cli.statuses import STOPPED
from routing.documents import read_plan
from routing.plan import Bound, Plan
from routing.problem import Problem
from routing.solver import Progress, solve


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("solve", help="plan a problem")
    parser.add_argument("input", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--format", choices=sorted(FORMATS), default="native")
    budget = parser.add_mutually_exclusive_group()
    budget.add_argument("--seconds", type=seconds)
    budget.add_argument("--iterations", type=a_count)
    parser.add_argument("--seed", type=a_seed, default=0)
    parser.add_argument("--warm-start", type=Path, help="a plan to begin from (native format)")
    parser.add_argument("--progress", action="store_true", help="JSON lines on standard error")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read, solve, write; the output appears complete or not at all, after Ctrl-C as the best so far."""
    require_room(options.output)
    form = FORMATS[options.format]
    text = form.text_of(options.input)
    problem = form.read(text)
    warm_start = (
        read_plan(options.warm_start.read_bytes()) if options.warm_start else form.warm_start(text, problem)
    )
    if not form.writes_from_text:
        text = ""  # of many places it would take as much memory again as their matrices
    tell_shortcomings()
    with asked_to_stop() as stopped:
        plan = solve(
            problem,
            seconds=options.seconds,
            iterations=options.iterations,
            seed=options.seed,
            warm_start=warm_start,
            on_progress=_tell if options.progress else None,
            cancelled=stopped,
        )
        keep(options.output, form.write(text, problem, plan))
        print(told(problem, plan))
        if stopped():
            print("stopped before its time: a visit that would fit may be left out", file=sys.stderr)
    return STOPPED if stopped() else 0


def told(problem: Problem, plan: Plan) -> str:
    """How many visits are served, what it costs, and what is known of all other plans."""
    cost, count = check(problem, plan).total, len(problem.visits)
    text = f"{count - len(plan.unserved)} of {count} visits served, cost {cost}"
    return "; ".join([text, *_known(plan.bound, len(plan.unserved))])


def _known(bound: Bound | None, unserved: int) -> Iterator[str]:
    if bound is None:
        return
    if bound.fewest_unserved is not None and unserved:
        yield f"no plan leaves out fewer than {bound.fewest_unserved}"
    if bound.proven:
        yield "proven: no plan costs less"
    elif bound.cost is not None:
        yield f"no plan costs less than {bound.cost}"
    elif bound.declined:
        yield f"no bound of the cost: {bound.declined}"


def _tell(progress: Progress) -> None:
    print(json.dumps(asdict(progress)), file=sys.stderr, flush=True)
