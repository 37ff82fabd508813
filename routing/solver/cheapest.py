"""The cheapest way to put a visit into a plan as it stands; what is surely too dear is never timed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from routing.solver.at_least import AtLeast
from routing.solver.budget import Cancelled, never, until
from routing.solver.draft import Draft
from routing.solver.every_place import MOST_COMBINATIONS, hopeful
from routing.solver.hopeful import Hopeful, Standing, standing
from routing.solver.pricing import Price
from routing.solver.promises import puts_over_budget
from routing.solver.thorough import Thorough
from routing.solver.together import together
from routing.solver.trial import Trial


@dataclass(slots=True)
class Option:
    """A place for one part of a visit, what its round then costs at least, and by how much that is more."""

    place: Hopeful
    price: Price
    extra: int
    known: Standing | None = None

    def standing(self, least: AtLeast) -> Standing:
        """How its round stands without the other parts; found out when first asked."""
        if self.known is None:
            self.known = standing(least.draft, self.place, least.thorough)
        return self.known


Choice = tuple[Option, ...]


class Best:
    """The cheapest insertion so far, and with it what is too dear to be tried."""

    def __init__(self, draft: Draft, at_most: int | None) -> None:
        self.draft = draft
        self.at_most = at_most
        self.trial: Trial | None = None
        self.is_over_budget = False

    def offer(self, trial: Trial) -> None:
        """Keep an insertion if it is better than the one so far."""
        key = (puts_over_budget(self.draft, trial), trial.cost)
        if self.trial is None or key < (self.is_over_budget, self.trial.cost):
            self.trial, self.is_over_budget = trial, key[0]

    def rules_out(self, bound: int) -> bool:
        """Whether what costs at least this need not be tried."""
        if self.at_most is not None and bound > self.at_most:
            return True
        return self.trial is not None and not self.is_over_budget and bound >= self.trial.cost


def cheapest_insertion(
    draft: Draft,
    visit: int,
    *,
    at_most: int | None = None,
    least: AtLeast | None = None,
    cancelled: Cancelled = never,
) -> Trial | None:
    """The cheapest insertion there is into the plan as it stands, or None if there is surely none.

    Where all cost more than `at_most`, any of them or none may be found. One that exceeds the budget of
    broken promises is taken only where all of them do. Cancelled, it takes the cheapest of those found by
    then. For a visit of several carers some thousand combinations of places are tried, those first that may
    be cheapest.
    """
    least, best = least or AtLeast(Thorough(draft)), Best(draft, at_most)
    tasks = [task for task in draft.model.tasks_of[visit] if draft.model.fixed_start[task] < 0]
    rows = [_options(least, task, cancelled) for task in tasks]
    choices = _worth_trying(least, rows, best, cancelled)
    for choice in choices if len(rows) == 1 else islice(choices, MOST_COMBINATIONS):
        outcome = least.thorough.try_hopeful({each.place.turn: each.place.row for each in choice})
        if isinstance(outcome, Trial):
            best.offer(outcome)
    return best.trial


def _options(least: AtLeast, task: int, cancelled: Cancelled) -> list[Option]:
    """Every place of one part."""
    found = []
    for each in hopeful(least.draft, task, least.thorough, cancelled=cancelled):
        price = least.round_with(each)
        found.append(Option(each, price, least.extra(each.turn, price)))
    return found


def _worth_trying(
    least: AtLeast, rows: list[list[Option]], best: Best, cancelled: Cancelled
) -> Iterator[Choice]:
    """What may be in time and cheaper than the best so far, first what is in time part by part."""
    late_alone = []
    places = [[option.place for option in row] for row in rows]
    extra = [[option.extra for option in row] for row in rows]
    most = None if best.at_most is None else best.at_most - least.change(0, len(rows))
    for ranks in until(cancelled, together(least.draft.model, places, extra, at_most=most)):
        choice = tuple(row[rank] for row, rank in zip(rows, ranks, strict=True))
        if best.rules_out(least.change(sum(each.extra for each in choice), len(choice))):
            break
        standings = {each.standing(least) for each in choice} if len(choice) > 1 else {Standing.IN_TIME}
        if Standing.NEVER_IN_TIME in standings or _is_ruled_out(least, choice, best):
            continue
        if Standing.LATE_ALONE in standings:
            late_alone.append(choice)
            continue
        yield choice
    yield from (each for each in until(cancelled, late_alone) if not _is_ruled_out(least, each, best))


def _is_ruled_out(least: AtLeast, choice: Choice, best: Best) -> bool:
    return best.rules_out(least.change_of({each.place.turn: each.price for each in choice}))
