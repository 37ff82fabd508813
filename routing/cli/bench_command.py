"""python -m routing bench DIR --format F --seconds S."""

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from routing.check import check
from routing.cli.answers import keep, require_room
from routing.cli.budgets import a_seed, seconds
from routing.cli.formats import FORMATS, Form
from routing.cli.statuses import INFEASIBLE, UNUSABLE
from routing.problem import ProblemError
from routing.solver import PlanRefusedError, solve
from routing.solver.warm_up import warm_up

NO_INSTANCE = ("bks.csv", "published.csv", "features.csv", "README.md")


@dataclass(frozen=True)
class Result:
    """One instance under one budget; gap in percent of the best known value, None where there is none.

    A plan that the judge refuses has no objective and no gap.
    """

    instance: str
    objective: float | None
    best_known: float | None
    gap_percent: float | None
    unserved: int
    seconds: float
    seed: int
    proven: bool = False


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("bench", help="solve a folder of instances and compare with the best known")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", choices=sorted(FORMATS), required=True)
    parser.add_argument("--seconds", type=seconds, required=True)
    parser.add_argument("--seed", type=a_seed, default=0)
    parser.add_argument("--only", default="", help="instances whose name contains this")
    parser.add_argument("--json", type=Path, dest="json_path")
    parser.add_argument("--answers", type=Path, help="folder for each answer, for the checkers of others")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Solve every instance, print the table, write it as JSON if asked.

    2 if an instance cannot be read, else 1 if the judge refuses an answer; all others are solved.
    """
    form, best = FORMATS[options.format], best_known(options.folder)
    paths = list(instances(options.folder, options.only))
    if not paths:
        raise ProblemError("folder", str(options.folder), "holds no instance of that name")
    if options.json_path:
        options.json_path.parent.mkdir(parents=True, exist_ok=True)
        require_room(options.json_path)
    for shortcoming in warm_up():  # compiling would come out of the first instance's time
        print(shortcoming)
    print(f"{'instance':58}{'objective':>14}{'best known':>14}{'gap %':>9}{'unserved':>9}{'s':>8}")
    results, unusable = [], []
    for path in paths:
        try:
            results.append(bench_one(form, path, best, options))
        except ProblemError as error:
            unusable.append(path.name)
            print(f"{path.name} cannot be used: {error}", file=sys.stderr, flush=True)
            continue
        _print_row(results[-1])
    refused = [each.instance for each in results if each.objective is None]
    _print_summary(results, refused, unusable)
    if options.json_path:
        keep(options.json_path, json.dumps([asdict(each) for each in results], indent=1) + "\n")
    return UNUSABLE if unusable else INFEASIBLE if refused else 0


def instances(folder: Path, only: str = "") -> Iterator[Path]:
    """Instance files of a folder, by name."""
    for path in sorted(folder.iterdir()):
        is_instance = path.is_file() and path.name not in NO_INSTANCE and not path.name.startswith(".")
        if is_instance and only in path.name:
            yield path


def instance_name(path: Path) -> str:
    """What the table of best known values calls the instance of a file."""
    return path.name.removesuffix(".gz").removesuffix(".json").removesuffix(".txt")


def best_known(folder: Path) -> dict[str, float]:
    """Best known value by instance, from the folder's bks.csv."""
    table = folder / "bks.csv"
    if not table.exists():
        return {}
    with table.open(encoding="utf-8", newline="") as rows:
        return dict(_best_of(row) for row in csv.DictReader(rows) if row.get("best_known"))


def _best_of(row: dict[str, str]) -> tuple[str, float]:
    try:
        return row["instance"], float(row["best_known"])
    except (KeyError, ValueError):
        raise ProblemError(
            "bks.csv", row.get("instance", ""), f"is no row of best known values: {row}"
        ) from None


def bench_one(form: Form, path: Path, best: dict[str, float], options: argparse.Namespace) -> Result:
    """Solve one instance, judge it, and keep the answer where that is asked for."""
    name, seconds, seed = instance_name(path), options.seconds, options.seed
    text = form.text_of(path)
    problem = form.read(text)
    begun = time.monotonic()
    known = best.get(name)
    try:
        plan = solve(problem, seconds=seconds, seed=seed)
    except PlanRefusedError:
        return Result(name, None, known, None, 0, round(time.monotonic() - begun, 2), seed)
    used = time.monotonic() - begun
    if options.answers:
        options.answers.mkdir(parents=True, exist_ok=True)
        keep(options.answers / f"{name}.json", form.write(text, problem, plan))
    verdict = check(problem, plan)
    value = form.objective(text, verdict.total)
    gap = None if known is None else 100 * (value / known - 1)
    return Result(
        instance=name,
        objective=round(value, 3),
        best_known=known,
        gap_percent=gap and round(gap, 3),
        unserved=len(plan.unserved),
        seconds=round(used, 2),
        seed=seed,
        proven=plan.bound is not None and plan.bound.proven,
    )


def _print_row(result: Result) -> None:
    known = "" if result.best_known is None else f"{result.best_known:.3f}"
    gap = "" if result.gap_percent is None else f"{result.gap_percent:.3f}"
    value = "" if result.objective is None else f"{result.objective:.3f}"
    row = f"{result.instance:58}{value:>14}{known:>14}{gap:>9}{result.unserved:>9}{result.seconds:>8.1f}"
    row += "  proven" if result.proven else ""
    print(row, flush=True)


def _print_summary(results: list[Result], refused: list[str], unusable: list[str]) -> None:
    gaps = [each.gap_percent for each in results if each.gap_percent is not None]
    if gaps:
        print(f"mean gap {sum(gaps) / len(gaps):.3f} % over {len(gaps)} of {len(results)}")
    if refused:
        print(f"refused by the judge: {', '.join(refused)}")
    if unusable:
        print(f"could not be used: {', '.join(unusable)}")
