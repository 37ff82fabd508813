"""Questions about accuracy, cut down to what the asking account oversees."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import QuerySet

from dispatch.oversight.figures import Figures, Share
from dispatch.oversight.permissions import demand_oversight, division_overseen
from dispatch.oversight.refusals import NotJudged
from dispatch.quality.counts import counts_in
from dispatch.quality.models import Criterion, DayCount, Verdict
from dispatch.visits.models import Evidence
from stations.ground.refusal import NotFound
from stations.people.models import Account
from stations.people.selectors import stations_visible_to
from stations.places.models import AdminDivision
from stations.places.selectors import code_prefix


class By(models.TextChoices):
    """What a table of figures has a row for."""

    DIVISION = "division"
    STATION = "station"
    SERVICE = "service"
    CRITERION = "criterion"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: a share, and the figures it belongs to."""

    key: str
    name: str
    share: Share
    figures: Figures


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The figures of a division over a half-open period of days, and the same split into rows."""

    division: AdminDivision | None
    from_day: date
    until_day: date
    figures: Figures
    rows: list[Row]

    @property
    def share(self) -> Share:
        """The service accuracy rate of the whole division."""
        return self.figures.accuracy


Name = tuple[str, str]


def accuracy(
    *, account: Account, division_code: str | None, from_day: date, until_day: date, by: By
) -> Accuracy:
    """Sum the counts of [from_day, until_day) for a division's subtree; raises NotYours."""
    division = division_overseen(account, division_code)
    counted = list(_counted(account, division, from_day, until_day))
    whole = Figures(_sum(counted))
    rows = _by_criterion(whole) if by == By.CRITERION else _rows(counted, _naming(by, division))
    return Accuracy(division, from_day, until_day, whole, _in_order(rows, by))


def _counted(
    account: Account, division: AdminDivision | None, from_day: date, until_day: date
) -> QuerySet[DayCount]:
    """The rows of counts in reach, each with the names it can be shown under."""
    rows = DayCount.objects.filter(
        day__gte=from_day, day__lt=until_day, station__in=stations_visible_to(account), population__gt=0
    )
    if division is not None:
        rows = rows.filter(division__code__startswith=code_prefix(division.code))
    return rows.select_related("station", "division", "service")


def _sum(rows: Iterable[DayCount]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total.update(counts_in(row))
    return total


def _rows(counted: Iterable[DayCount], name_of: Callable[[DayCount], Name]) -> list[Row]:
    groups: dict[Name, list[DayCount]] = defaultdict(list)
    for row in counted:
        groups[name_of(row)].append(row)
    summed = {named: Figures(_sum(rows)) for named, rows in groups.items()}
    return [Row(key, name, figures.accuracy, figures) for (key, name), figures in summed.items()]


def _by_criterion(whole: Figures) -> list[Row]:
    return [Row(one.value, one.value, whole.of_criterion(one), whole) for one in Criterion]


def _naming(by: By, division: AdminDivision | None) -> Callable[[DayCount], Name]:
    """How a row of counts is named in a table: its key and its name."""
    if by == By.STATION:
        return lambda row: (row.station.code, row.station.name)
    if by == By.SERVICE:
        return lambda row: (row.service.code, row.service.name_zh)
    if by == By.DAY:
        return lambda row: (row.day.isoformat(), row.day.isoformat())
    return _naming_of_divisions(division)


def _naming_of_divisions(division: AdminDivision | None) -> Callable[[DayCount], Name]:
    """Name rows after the division's child they belong to, or after the division itself when to none."""
    children = {code_prefix(child.code): child for child in AdminDivision.objects.filter(parent=division)}

    def name_of(row: DayCount) -> Name:
        code = row.division.code
        child = next((child for prefix, child in children.items() if code.startswith(prefix)), row.division)
        return child.code, child.name

    return name_of


def _in_order(rows: list[Row], by: By) -> list[Row]:
    """Days and criteria in their own order; others lowest rate first, those too small to rank at the end."""
    if by in (By.DAY, By.CRITERION):
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (not row.share.ranked, row.share.rate or 0.0, row.key))


def verdicts_visible_to(account: Account) -> QuerySet[Verdict]:
    """The verdicts an account oversees; raises NotYours for whoever does not oversee."""
    demand_oversight(account)
    overseen = Verdict.objects.filter(station__in=stations_visible_to(account))
    return overseen.select_related("order", "station", "division", "service", "as_of")


def verdict_visible_to(account: Account, number: str) -> Verdict:
    """One order's verdict; raises NotFound, or NotJudged for an order that is still under way."""
    verdict = verdicts_visible_to(account).filter(order__number=number).first()
    if verdict is not None:
        return verdict
    raise NotJudged(number=number) if _exists(account, number) else NotFound(number=number)


def evidence_behind(verdict: Verdict) -> QuerySet[Evidence]:
    """The evidence its answers stand on, some of it perhaps of another visit."""
    stood_on = {pk for answer in verdict.answers.values() for pk in answer["evidence"]}
    return Evidence.objects.filter(pk__in=stood_on).select_related("order", "caregiver")


def _exists(account: Account, number: str) -> bool:
    return stations_visible_to(account).filter(orders__number=number).exists()
