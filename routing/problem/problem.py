"""The whole question: one day of one pool of carers."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from routing.problem.carers import Carer
from routing.problem.objective import Objective
from routing.problem.places import Kitchen, Place
from routing.problem.references import require_consistent
from routing.problem.travel import TravelMatrix
from routing.problem.validation import require, require_natural
from routing.problem.visits import Precedence, Visit

MOST_VISITS = 10_000


@dataclass(frozen=True, eq=False)
class Problem:
    """Carers, visits and travel of one day; every instant is whole seconds from its start.

    Raises ProblemError, naming field and id, for anything that no plan could be made for.
    `same_carer`: groups of visits that are done by the same carer (part by part) as far as they are served.
    `maximum_broken_promises`: the stability budget, hard (None: no limit, only the objective's cost).
    `leave_at_shift_start`: rounds leave when the shift starts and wait at the first stop; otherwise they
    leave as late as the first stop allows.
    `setup_is_service`: setup is the beginning of the service, which starts with it, inside the windows, and
    lasts longer by it; otherwise it is the end of the way. Not together with what counts from the end of a
    service: precedences, `due_at_end`, limits on meals. Only then may durations depend on a carer's grade.
    """

    places: tuple[Place, ...]
    carers: tuple[Carer, ...]
    visits: tuple[Visit, ...]
    travel: tuple[TravelMatrix, ...]
    kitchens: tuple[Kitchen, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    same_carer: tuple[tuple[str, ...], ...] = ()
    objective: Objective = field(default_factory=Objective)
    day: date = date(2000, 1, 1)
    horizon_seconds: int = 86_400
    maximum_broken_promises: int | None = None
    leave_at_shift_start: bool = False
    setup_is_service: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        require(bool(self.carers), "carers", "", "there is nobody to plan for")
        require(bool(self.visits), "visits", "", "there is nothing to plan")
        require_manageable(len(self.visits), "visits")
        require_natural(self.maximum_broken_promises, "maximum_broken_promises", "")
        require_natural(self.horizon_seconds, "horizon_seconds", "")
        require_consistent(self)

    @cached_property
    def place_rank(self) -> dict[str, int]:
        """Row of each place in the travel matrices."""
        return {place.id: rank for rank, place in enumerate(self.places)}

    @cached_property
    def carer_by_id(self) -> dict[str, Carer]:
        return {carer.id: carer for carer in self.carers}

    @cached_property
    def visit_by_id(self) -> dict[str, Visit]:
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def visit_rank(self) -> dict[str, int]:
        """Number of each visit in their order here."""
        return {visit.id: rank for rank, visit in enumerate(self.visits)}

    @cached_property
    def kitchen_by_id(self) -> dict[str, Kitchen]:
        return {kitchen.id: kitchen for kitchen in self.kitchens}

    @cached_property
    def load_dimensions(self) -> int:
        """In how many dimensions anything of this day is carried."""
        carried = (load for visit in self.visits for load in visit.loads)
        return max((len(load) for load in carried), default=0)

    @cached_property
    def travel_by_mode(self) -> dict[str, TravelMatrix]:
        return {matrix.mode: matrix for matrix in self.travel}


def require_manageable(visits: int, field: str) -> None:
    """ProblemError for more visits than one problem may hold, told before anything is made of them."""
    text = f"at most {MOST_VISITS} in one problem, got {visits}; plan the day in parts"
    require(visits <= MOST_VISITS, field, "", text)
