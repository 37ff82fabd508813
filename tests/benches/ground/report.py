"""A bench's rows as a table on the screen and as JSON in docs/benchmarks."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benches.ground import MODE

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "benchmarks"


def report(name: str, what: str, rows: list[dict[str, Any]], *, kept: bool = True) -> None:
    """Print the rows, which all have the same columns, and keep them unless they are a part only."""
    print(f"{what} ({MODE} mode)")
    _print_table(rows)
    if kept:
        _keep(name, what, rows)


def _keep(name: str, what: str, rows: list[dict[str, Any]]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    document = {
        "what": what,
        "mode": MODE,
        "measured_at": datetime.now(UTC).isoformat(),
        # The ratios are of one run on one machine; absolute figures are only as good as it was idle.
        "processors": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
        "rows": rows,
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie, by nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def _print_table(rows: list[dict[str, Any]]) -> None:
    cells = [list(rows[0]), *([_shown(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    for line in cells:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)))


def _shown(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
