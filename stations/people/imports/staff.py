"""The caregivers and certificates that are there, and what an import makes of them."""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from stations.ground.imports.comparison import ROWS_AT_ONCE, Comparison
from stations.people.acts.caregivers import count_papers
from stations.people.imports.certificates import Certificate, period_meant
from stations.people.models import Caregiver, Credential
from stations.people.numbering import fresh_numbers
from stations.people.sealed import blind_index, reindex

# A caregiver is known by station and phone (its blind index).
Person = tuple[int, str]
# The fields of a caregiver as read from a row.
Wanted = dict[str, Any]


def person_of(wanted: Wanted) -> Person:
    """By what a row's caregiver is known."""
    return wanted["station"].pk, blind_index(wanted["phone"])


class Staff:
    """What would be added and changed; a caregiver whose certificates change counts as changed."""

    def __init__(self, phones: Iterable[str]) -> None:
        self.caregivers = Comparison(Caregiver)
        self.credentials = Comparison(Credential)
        self.there: dict[Person, Caregiver] = {}
        # The periods of each certificate, first to last.
        self.papers: dict[tuple[Person, str, str], list[Credential]] = defaultdict(list)
        self._with_new_papers: list[Caregiver] = []
        self._added: set[Person] = set()
        self._touched: set[Person] = set()
        self._same: set[Person] = set()
        indexes = sorted({blind_index(phone) for phone in phones} - {""})
        for begin in range(0, len(indexes), ROWS_AT_ONCE):
            self._read(indexes[begin : begin + ROWS_AT_ONCE])

    def _read(self, indexes: list[str]) -> None:
        found = Caregiver.objects.filter(phone_index__in=indexes).select_related("station")
        for caregiver in found.prefetch_related("credentials"):
            person = caregiver.station_id, caregiver.phone_index
            self.there[person] = caregiver
            for paper in sorted(caregiver.credentials.all(), key=attrgetter("valid_until")):
                self.papers[person, paper.kind, paper.number].append(paper)

    @property
    def new(self) -> int:
        """Caregivers that would be added."""
        return len(self._added)

    @property
    def changed(self) -> int:
        """Caregivers who are there and would change, or get or change a certificate."""
        return len(self._touched - self._added)

    @property
    def unchanged(self) -> int:
        """Caregivers who are there exactly so, with their certificates."""
        return len(self._same - self._touched - self._added)

    def take(self, person: Person, wanted: Wanted, certificate: Certificate | None) -> None:
        """Take in one sound row."""
        if person not in self.there:
            given = {name: value for name, value in wanted.items() if value is not None}
            self.there[person] = Caregiver(**given)
            self.caregivers.added.append(self.there[person])
            self._added.add(person)
        elif person not in self._added | self._touched | self._same:
            differs = self.caregivers.compare(self.there[person], wanted)
            (self._touched if differs else self._same).add(person)
        if certificate is not None:
            self._take_paper(person, certificate)

    def _take_paper(self, person: Person, certificate: Certificate) -> None:
        if self._write_paper(person, certificate):
            self._touched.add(person)
            if person not in self._added:
                self._with_new_papers.append(self.there[person])

    def _write_paper(self, person: Person, certificate: Certificate) -> bool:
        """Add a paper or correct one that is there; answers whether anything differs."""
        days: dict[str, object] = {
            "valid_from": certificate.valid_from,
            "valid_until": certificate.valid_until,
        }
        kept = self.papers[person, certificate.kind.value, certificate.number]
        if meant := period_meant(certificate, kept):
            return self.credentials.compare(meant, days)
        paper = Credential(
            caregiver=self.there[person], kind=certificate.kind, number=certificate.number, **days
        )
        self.credentials.added.append(paper)
        return True

    def write(self) -> None:
        """Caregivers first, as credentials point at them."""
        added = self.caregivers.added
        for caregiver, number in zip(added, fresh_numbers("C", len(added), Caregiver), strict=True):
            caregiver.number = number
        for caregiver in self.caregivers.altered:
            self.caregivers.fields |= set(reindex(caregiver))
        self.caregivers.write()
        self.credentials.write()
        count_papers(self._with_new_papers)
