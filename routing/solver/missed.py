"""No visit that fits into the finished plan is left out of it."""

from routing.solver.budget import Budget
from routing.solver.draft import Draft
from routing.solver.every_place import insert_anywhere, is_worth_it

# With a budget of seconds, the complete search may go on for this share beyond it.
EXTRA_SHARE = 0.1


def insert_missed(draft: Draft, budget: Budget) -> None:
    """Try every unserved visit at every place, until none fits or is worth it any more."""
    waiting = draft.unserved()
    while waiting and not _too_long(budget):
        visit = waiting.pop(0)
        trial = insert_anywhere(draft, visit)
        if trial is not None and is_worth_it(draft, visit, trial):
            draft.accept(trial)
            # Breaks have moved and starts have changed: what did not fit may fit now.
            waiting = draft.unserved()


def _too_long(budget: Budget) -> bool:
    return budget.seconds is not None and budget.elapsed > budget.seconds * (1 + EXTRA_SHARE)
