"""An import: read, judge, report; and write all or nothing."""

from dataclasses import dataclass

from django.db import transaction

from stations.ground.imports.columns import layout_of
from stations.ground.imports.kind import Kind, Tick
from stations.ground.imports.report import Report
from stations.ground.imports.rows import Row
from stations.ground.imports.sheets import Sheet, read_sheet


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import found, and whether it was written."""

    rows: int
    new: int
    changed: int
    unchanged: int
    report: Report
    committed: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many lines there were, and of which sort."""
        return {
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "bad": len(self.report.bad_lines),
            "doubtful": len(self.report.doubtful_lines),
        }


def run_import(kind: Kind, content: bytes, *, largest_bytes: int, commit: bool, tick: Tick) -> Outcome:
    """Judge every row of a file, and with `commit` write them if no row is wrong, else none.

    Raises what `read_sheet` and `layout_of` raise when the file is no such table at all.
    """
    sheet = read_sheet(content, largest_bytes=largest_bytes)
    if not commit:
        return _judged(kind, sheet, tick, commit=False)
    with transaction.atomic():
        return _judged(kind, sheet, tick, commit=True)


def _judged(kind: Kind, sheet: Sheet, tick: Tick, *, commit: bool) -> Outcome:
    report = Report()
    layout = layout_of(sheet.headers, kind.columns)
    rows = [Row(line, layout, report) for line in sheet.lines]
    changes = kind.judge(rows, tick)
    writing = commit and not report.bad_lines
    if writing:
        changes.write()
    return Outcome(len(rows), changes.new, changes.changed, changes.unchanged, report, committed=writing)
