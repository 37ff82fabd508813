"""Home care benchmarks (HHCRSP, UHHC): gap to the best published by size; HHCRSP beside OR-Tools routing."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import matplotlib.figure

from routing.check import check
from routing.cli.bench_command import best_known, instance_name, instances
from routing.cli.formats import FORMATS
from routing.plan import Plan
from routing.problem import Problem, ProblemError
from routing.solver import PlanRefusedError, solve
from routing.solver.warm_up import warm_up
from tests.benches.ground.hhcrsp_library import plan_by_library
from tests.benches.ground.instances import FOLDER, refusal
from tests.benches.ground.report import report
from tests.benches.ground.side_by_side import side_by_side

MARKERS = ("o", "x")  # so that one is seen on the other
SIZES_SHOWN = (10, 25, 50, 100, 200, 300)
GAPS_SHOWN = (-50, -20, -10, -5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 5, 10, 20, 50)
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
OURS, LIBRARY = "this project", "OR-Tools routing"
# Single seeds lie points apart: tables of fewer are printed, not kept.
SEEDS_KEPT = 3
# UHHC is measured against its best published alone: see docs/decisions/routing-peers.md.
SOLVERS = {"hhcrsp": (OURS, LIBRARY), "uhhc": (OURS,)}


@dataclass(frozen=True)
class Run:
    """One solver on one instance with one seed."""

    form: str
    path: Path
    best: float
    solver: str
    seconds: float
    seed: int


def main() -> None:
    """Every instance with a published best, every seed, every solver; only the whole is kept."""
    options = _options()
    for form in options.format:
        if (options.folder / form).exists():
            _bench(form, [each for each in SOLVERS[form] if each in options.solvers], options)
        else:
            print(f"{form}: the instances do not lie beside the project: nothing to measure")


def _bench(form: str, solvers: list[str], options: argparse.Namespace) -> None:
    folder = options.folder / form
    best = best_known(folder)
    paths = [path for path in instances(folder, options.only) if instance_name(path) in best]
    if not paths or not solvers:
        return
    rows = _rows(form, paths, best, solvers, options)
    seeds = " ".join(str(seed) for seed in options.seeds)
    each = f"{options.seconds:g} s on one core each, seeds {seeds}"
    what = f"{form}, gap to the best published in %, {each}"
    all_of_it = not options.only and len(solvers) == len(SOLVERS[form])
    whole = all_of_it and len(options.seeds) >= SEEDS_KEPT
    report(f"routing_{form}", what, [*rows, *_means(rows, solvers)], kept=whole)
    if whole:
        _plot(rows, solvers, what, IMAGES / f"{form}-gaps.png")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="holds hhcrsp, uhhc and their checkers")
    parser.add_argument("--format", nargs="+", choices=SOLVERS, default=list(SOLVERS))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0], help="the peer has no seed: runs once")
    parser.add_argument("--only", default="", help="instances whose name contains this")
    parser.add_argument("--solvers", nargs="+", choices=[OURS, LIBRARY], default=[OURS, LIBRARY])
    return parser.parse_args()


def _rows(
    form: str, paths: list[Path], best: dict[str, float], solvers: list[str], options: argparse.Namespace
) -> list[dict[str, Any]]:
    """A row for each instance: the mean over seeds and the least of each solver."""
    runs = [
        Run(form, path, best[instance_name(path)], solver, options.seconds, seed)
        for path in paths
        for solver in solvers
        for seed in (options.seeds if solver == OURS else options.seeds[:1])
    ]
    gaps: dict[tuple[Path, str], list[float]] = {}
    for run, gap in zip(runs, side_by_side(_gap, runs), strict=True):
        found = gaps.setdefault((run.path, run.solver), [])
        found += [] if gap is None else [gap]
        print(f"{run.path.name}  {run.solver}  seed {run.seed}  {gap}", flush=True)
    return [_row(form, path, best[instance_name(path)], solvers, gaps) for path in paths]


def _row(
    form: str, path: Path, best: float, solvers: list[str], gaps: dict[tuple[Path, str], list[float]]
) -> dict[str, Any]:
    patients = len(FORMATS[form].read(FORMATS[form].text_of(path)).visits)
    row: dict[str, Any] = {"instance": instance_name(path), "patients": patients, "best published": best}
    for solver in solvers:
        found = gaps[path, solver]
        row |= {solver: _mean(found), f"{solver}, least": min(found, default=None)}
    return row


def _gap(run: Run) -> float | None:
    """Percent above the best published; None without an answer. Ends the bench if a judge refuses one."""
    form = FORMATS[run.form]
    text = form.text_of(run.path)
    try:
        problem = form.read(text)
        plan = _plan(problem, run)
    except (ProblemError, PlanRefusedError) as error:
        raise SystemExit(f"{run.solver} on {run.path.name}, seed {run.seed}: {error}") from error
    if plan is None:
        return None
    verdict = check(problem, plan)
    against = refusal(run.form, run.path, form.write(text, problem, plan))
    if against or not verdict.feasible:
        reason = against or verdict.broken
        raise SystemExit(f"{run.solver} on {run.path.name}, seed {run.seed}, is refused: {reason}")
    return round(100 * (form.objective(text, verdict.total) / run.best - 1), 3)


def _plan(problem: Problem, run: Run) -> Plan | None:
    if run.solver == LIBRARY:
        return plan_by_library(problem, run.seconds)
    warm_up()  # kernels come from disk before the clock starts
    return solve(problem, seconds=run.seconds, seed=run.seed)


def _means(rows: list[dict[str, Any]], solvers: list[str]) -> list[dict[str, Any]]:
    """Means by size and over all of what each solver answered; how often below the best, how often none."""
    sizes = sorted({row["patients"] for row in rows})
    groups = [(f"mean of {size}", [row for row in rows if row["patients"] == size]) for size in sizes]
    return [
        *(_summary(name, group, solvers, _mean) for name, group in [*groups, ("mean", rows)]),
        _summary("below the best", rows, solvers, lambda gaps: sum(gap < 0 for gap in gaps)),
        _summary("without an answer", rows, solvers, lambda gaps: len(rows) - len(gaps)),
    ]


def _mean(gaps: list[float]) -> float | None:
    return round(fmean(gaps), 3) if gaps else None


def _summary(
    name: str, rows: list[dict[str, Any]], solvers: list[str], over: Callable[[list[float]], float | None]
) -> dict[str, Any]:
    columns = [column for solver in solvers for column in (solver, f"{solver}, least")]
    values = {column: over([row[column] for row in rows if row[column] is not None]) for column in columns}
    return {"instance": name, "patients": len(rows), "best published": "", **values}


def _plot(rows: list[dict[str, Any]], solvers: list[str], what: str, image: Path) -> None:
    """Each instance's mean gap by its number of patients; below the line is below the best published."""
    figure = matplotlib.figure.Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    axes.axhline(0, color="black", linewidth=0.8)
    for name, marker in zip(solvers, MARKERS, strict=False):
        answered = [row for row in rows if row[name] is not None]
        patients, gaps = [row["patients"] for row in answered], [row[name] for row in answered]
        axes.scatter(patients, gaps, s=22, marker=marker, label=name)
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
