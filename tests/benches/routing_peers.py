"""Vehicle routing with windows: gap to the best known beside PyVRP, VROOM and OR-Tools routing."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import matplotlib.figure

from routing.check import check
from routing.cli.bench_command import best_known, instances
from routing.solver.fleet import written
from tests.benches.ground.instances import FOLDER, refusal
from tests.benches.ground.peers import SOLVERS, read_fleet, tours_alone
from tests.benches.ground.report import report
from tests.benches.ground.side_by_side import side_by_side

PLOT = Path(__file__).resolve().parents[2] / "docs" / "images" / "vrptw-peers.png"
TENTHS = 10
GAPS_SHOWN = (0.5, 1, 2, 5, 10)


@dataclass(frozen=True)
class Run:
    """One solver on one instance."""

    solver: str
    path: Path
    best: float
    seconds: float
    seed: int


def main() -> None:
    """Every solver on every instance, as many seconds, one core each; a part of them is printed, not kept."""
    options = _options()
    folder: Path = options.folder
    if not folder.exists():
        print("the benchmark instances do not lie beside the project: nothing to measure")
        return
    best = best_known(folder)
    rows = []
    for seconds in options.seconds:
        rows += _rows(list(instances(folder, options.only)), best, seconds, options)
    whole = not options.only and len(options.solvers) == len(SOLVERS)
    what = f"VRPTW, gap to the best known in %, one core each, seed {options.seed}; None: no answer"
    report("routing_peers", what, rows, kept=whole)
    if whole:
        _plot(rows, options.solvers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER / "vrptw")
    parser.add_argument("--seconds", type=float, nargs="+", default=[10.0, 30.0])
    parser.add_argument("--only", default="", help="instances whose name contains this")
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, default=list(SOLVERS))
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _rows(
    paths: list[Path], best: dict[str, float], seconds: float, options: argparse.Namespace
) -> list[dict[str, Any]]:
    """A row for each instance, then the mean over those that all solvers answered, then the unanswered."""
    names = options.solvers
    runs = [Run(name, path, best[path.stem], seconds, options.seed) for path in paths for name in names]
    row: dict[Path, dict[str, Any]] = {path: {"seconds": seconds, "instance": path.stem} for path in paths}
    for run, gap in zip(runs, side_by_side(_gap, runs), strict=True):
        row[run.path][run.solver] = gap
        print(f"{run.path.stem}  {run.solver}  {gap}", flush=True)
    rows = list(row.values())
    answered = [row for row in rows if None not in row.values()]
    means = {name: fmean(row[name] for row in answered) if answered else None for name in names}
    without = {name: sum(row[name] is None for row in rows) for name in names}
    summary = [{"seconds": seconds, "instance": f"mean of {len(answered)} that all answered", **means}]
    return [*rows, *summary, {"seconds": seconds, "instance": "without an answer", **without}]


def _gap(run: Run) -> float | None:
    """Percent above the best known; None without an answer. Ends the bench if either judge refuses one."""
    tours = tours_alone(run.solver, run.path, run.seconds, run.seed)
    if not tours:
        return None
    fleet = read_fleet(run.path)
    verdict = check(fleet.problem, plan := written(fleet, tours))
    against = refusal("vrptw", run.path, json.dumps({"routes": tours}))
    if against or plan.unserved or not verdict.feasible:
        reason = against or plan.unserved or verdict.broken
        raise SystemExit(f"{run.solver} on {run.path.stem} is refused: {reason}")
    return round(100 * (verdict.total / TENTHS / run.best - 1), 3)


def _plot(rows: list[dict[str, Any]], solvers: list[str]) -> None:
    means = [row for row in rows if row["instance"].startswith("mean")]
    figure = matplotlib.figure.Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for name in solvers:
        axes.plot([row["seconds"] for row in means], [row[name] for row in means], marker="o", label=name)
    axes.set(xlabel="seconds", ylabel="mean gap to the best known, %", xscale="log", yscale="log")
    axes.set_xticks(seconds := [row["seconds"] for row in means], [f"{each:g}" for each in seconds])
    axes.set_yticks(GAPS_SHOWN, [f"{gap:g}" for gap in GAPS_SHOWN])
    axes.minorticks_off()
    axes.legend()
    figure.savefig(PLOT, dpi=120)


if __name__ == "__main__":
    main()
