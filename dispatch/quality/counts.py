"""Counts of verdicts by day, station, division and service: what each verdict adds, and how rows hold it.

While in hand a count is a Counter of plain names: "population", "accurate", "C4.FAIL", "C4.first_fail",
"grade.device". Rows keep the same numbers in columns, so that sums and comparisons are one addition.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dispatch.quality.models import Answer, Criterion, DayCount, EvidenceGrade, Verdict

POPULATION = "population"
ACCURATE = "accurate"
FIRST_FAIL = "first_fail"


class CountKey(NamedTuple):
    """What one row of counts is about."""

    day: date
    station_id: int
    division_id: int
    service_id: int


def key_of(verdict: Verdict) -> CountKey:
    """The row a verdict is counted in."""
    return CountKey(verdict.day, verdict.station_id, verdict.division_id, verdict.service_id)


def contribution(verdict: Verdict) -> Counter[str]:
    """What one verdict adds to its row; nothing when the order does not count."""
    if not verdict.counted:
        return Counter()
    counts = Counter({POPULATION: 1, f"grade.{verdict.evidence_grade}": 1})
    counts[ACCURATE] += int(verdict.accurate)
    for criterion, finding in verdict.answers.items():
        counts[f"{criterion}.{finding['answer']}"] += 1
    if verdict.first_fail:
        counts[f"{verdict.first_fail}.{FIRST_FAIL}"] += 1
    return +counts


def counts_in(row: DayCount) -> Counter[str]:
    """Read a row."""
    counts = Counter({POPULATION: row.population, ACCURATE: row.accurate})
    counts.update({f"grade.{grade}": number for grade, number in row.grades.items()})
    for criterion, answers in row.criteria.items():
        counts.update({f"{criterion}.{answer}": number for answer, number in answers.items()})
    return Counter({name: number for name, number in counts.items() if number})


def write_into(row: DayCount, counts: Counter[str]) -> None:
    """Put the counts into a row's columns; the row is not saved."""
    row.population, row.accurate = counts[POPULATION], counts[ACCURATE]
    row.grades = {grade.value: counts[f"grade.{grade.value}"] for grade in EvidenceGrade}
    row.criteria = {criterion.value: _of_criterion(criterion, counts) for criterion in Criterion}


def _of_criterion(criterion: Criterion, counts: Counter[str]) -> dict[str, int]:
    names = [*(answer.value for answer in Answer), FIRST_FAIL]
    return {name: counts[f"{criterion.value}.{name}"] for name in names}


def add_to_rows(changes: Mapping[CountKey, Counter[str]]) -> None:
    """Add the changes, which may be negative, to their rows; inside the caller's transaction."""
    for key, change in sorted(changes.items()):
        if not any(change.values()):
            continue
        row, _new = DayCount.objects.select_for_update().get_or_create(**key._asdict())
        counts = counts_in(row)
        counts.update(change)
        write_into(row, counts)
        row.save()
