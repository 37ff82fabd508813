"""How long visits and pickups take carers of each grade: the least of all, and what comes on top."""

from typing import NamedTuple

from routing.problem import Carer, Kitchen, Problem, Visit

Beyond = tuple[tuple[int, int], ...]


class Duration(NamedTuple):
    """`service` seconds at least, and `setup` seconds of the way.

    `beyond`: for each grade the seconds on top of the service, for who is at the place already and for who
    comes from elsewhere; empty where nobody needs any.
    """

    service: int
    setup: int
    beyond: Beyond = ()

    def seconds_at_least(self, grade: int) -> int:
        """Seconds it takes a carer of this grade who is at the place already."""
        return self.service + (self.beyond[grade][0] if self.beyond else 0)


class Durations:
    """Reads them off one problem; `grades` are those of all carers, in order."""

    def __init__(self, problem: Problem) -> None:
        self.inside = problem.setup_is_service
        self.grades = tuple(sorted({carer.grade for carer in problem.carers}))

    def rank(self, carer: Carer) -> int:
        """Place of a carer's grade among `grades`."""
        return self.grades.index(carer.grade)

    def of_part(self, visit: Visit, part: int) -> Duration:
        """What one carer does at a visit."""
        need = visit.parts[part]
        if not self.inside:
            return Duration(need.service_seconds, visit.setup_seconds)
        return _with_setup(
            [need.seconds_for(grade) for grade in self.grades],
            [visit.setup_for(grade) for grade in self.grades],
        )

    def of_kitchen(self, kitchen: Kitchen) -> Duration:
        """Loading meals there, however many."""
        if not self.inside:
            return Duration(kitchen.loading_seconds, kitchen.setup_seconds)
        return _with_setup(
            [kitchen.loading_for(grade) for grade in self.grades],
            [kitchen.setup_for(grade) for grade in self.grades],
        )


def _with_setup(services: list[int], setups: list[int]) -> Duration:
    """From the seconds of each grade, with the setup in the service."""
    least = min(services)
    each = zip(services, setups, strict=True)
    beyond = tuple((service - least, service - least + setup) for service, setup in each)
    return Duration(least, 0, beyond if any(map(any, beyond)) else ())
