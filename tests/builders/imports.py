"""Running imports in tests."""

from stations.ground.imports.kind import Kind
from stations.ground.imports.run import Outcome, run_import


def imported(kind: Kind, content: bytes, *, commit: bool = True) -> Outcome:
    """Import a table, silently."""
    return run_import(kind, content, largest_bytes=20_000_000, commit=commit, tick=lambda _done, _total: None)


def faults_of(outcome: Outcome) -> list[tuple[int, str, str]]:
    """What is wrong or doubtful: line, column, code."""
    return [(fault.line, fault.column, fault.code) for fault in outcome.report.in_order()]


def counts_of(outcome: Outcome) -> tuple[int, int, int]:
    """New, changed, unchanged."""
    return outcome.new, outcome.changed, outcome.unchanged
