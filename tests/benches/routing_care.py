"""Home care benchmarks (HHCRSP, UHHC): gap to the best published by size, beside OR-Tools routing alone."""

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

import matplotlib.figure

from routing.check import check
from routing.cli.bench_command import best_known, instance_name, instances
from routing.cli.formats import FORMATS
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import solve
from tests.benches.ground.instances import FOLDER, refusal
from tests.benches.ground.report import report
from tests.benches.routing_parts import by_library

FORMS = ("hhcrsp", "uhhc")
SIZES_SHOWN = (10, 25, 50, 100, 200, 300)
GAPS_SHOWN = (-50, -20, -10, -5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 5, 10, 20, 50)
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SOLVERS: dict[str, Callable[[Problem, float, int], Plan]] = {
    "this project": lambda problem, seconds, seed: solve(problem, seconds=seconds, seed=seed),
    "OR-Tools routing": lambda problem, seconds, seed: by_library(problem, seconds),
}


def main() -> None:
    """Every instance with a published best, every seed, every solver; a part of them is printed, not kept."""
    options = _options()
    for form in options.format:
        folder = options.folder / form
        if not folder.exists():
            print(f"{folder.name}: the instances do not lie beside the project: nothing to measure")
            continue
        best = best_known(folder)
        paths = [path for path in instances(folder, options.only) if instance_name(path) in best]
        if not paths:
            continue
        rows = [_row(form, path, best[instance_name(path)], options) for path in paths]
        seeds = " ".join(str(seed) for seed in options.seeds)
        what = f"{form}, gap to the best published in %, {options.seconds:.0f} s, seeds {seeds}"
        whole = not options.only
        report(f"routing_{form}", what, [*rows, *_means(rows, options.solvers)], kept=whole)
        if whole:
            _plot(rows, options.solvers, what, IMAGES / f"{form}-gaps.png")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="holds hhcrsp, uhhc and their checkers")
    parser.add_argument("--format", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0], help="the peer has no seed: runs once")
    parser.add_argument("--only", default="", help="instances whose name contains this")
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, default=list(SOLVERS))
    return parser.parse_args()


def _row(form: str, path: Path, best: float, options: argparse.Namespace) -> dict[str, Any]:
    row: dict[str, Any] = {"instance": instance_name(path), "patients": 0, "best published": best}
    for name in options.solvers:
        seeds = options.seeds if name == "this project" else options.seeds[:1]
        gaps = [_gap(form, path, best, name, options.seconds, seed) for seed in seeds]
        row |= {name: round(fmean(gaps), 3), f"{name}, least": min(gaps)}
    row["patients"] = len(FORMATS[form].read(FORMATS[form].text_of(path)).visits)
    print(row, flush=True)
    return row


def _gap(form: str, path: Path, best: float, solver: str, seconds: float, seed: int) -> float:
    """Percent above the best published. Ends the bench if either judge refuses the plan."""
    text = FORMATS[form].text_of(path)
    problem = FORMATS[form].read(text)
    plan = SOLVERS[solver](problem, seconds, seed)
    verdict = check(problem, plan)
    against = refusal(form, path, FORMATS[form].write(text, problem, plan))
    if against or not verdict.feasible:
        raise SystemExit(f"{solver} on {path.name}, seed {seed}, is refused: {against or verdict.broken}")
    return round(100 * (FORMATS[form].objective(text, verdict.total) / best - 1), 3)


def _means(rows: list[dict[str, Any]], solvers: list[str]) -> list[dict[str, Any]]:
    """Means by size and over all, then how many instances went below the best published with some seed."""
    sizes = sorted({row["patients"] for row in rows})
    groups = [(f"mean of {size}", [row for row in rows if row["patients"] == size]) for size in sizes]
    means = [_summary(name, group, solvers, fmean) for name, group in [*groups, ("mean", rows)]]
    return [*means, _summary("below the best", rows, solvers, lambda gaps: sum(gap < 0 for gap in gaps))]


def _summary(
    name: str, rows: list[dict[str, Any]], solvers: list[str], over: Callable[[list[float]], float]
) -> dict[str, Any]:
    columns = [column for solver in solvers for column in (solver, f"{solver}, least")]
    values = {column: round(over([row[column] for row in rows]), 3) for column in columns}
    return {"instance": name, "patients": len(rows), "best published": "", **values}


def _plot(rows: list[dict[str, Any]], solvers: list[str], what: str, image: Path) -> None:
    """Each instance's mean gap by its number of patients; below the line is below the best published."""
    figure = matplotlib.figure.Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    axes.axhline(0, color="black", linewidth=0.8)
    for name in solvers:
        axes.scatter([row["patients"] for row in rows], [row[name] for row in rows], s=18, label=name)
    # A few instances lie tens of percent away; the many near zero are what is compared.
    axes.set_yscale("symlog", linthresh=1.0)
    axes.set(xlabel="patients", ylabel="% above the best published", xscale="log")
    axes.set_title(what, fontsize="medium", wrap=True)
    axes.set_xticks(SIZES_SHOWN, [str(size) for size in SIZES_SHOWN])
    axes.minorticks_off()
    lowest, highest = axes.get_ylim()
    shown = [gap for gap in GAPS_SHOWN if lowest <= gap <= highest]
    axes.set_yticks(shown, [f"{gap:g}".replace("-", "−") for gap in shown])
    axes.grid(axis="y", linewidth=0.3)
    axes.legend()
    figure.savefig(image, dpi=120)


if __name__ == "__main__":
    main()
