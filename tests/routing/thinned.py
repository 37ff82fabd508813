"""Drafts in which some visits are left out that could be served."""

from random import Random

from hypothesis import reject

from routing.problem import ProblemError
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from routing.solver.model import BREAK
from routing.solver.ruin import take_out
from tests.routing.whole_problems import Maker


def drawn_and_thinned(chance: Random) -> Draft:
    """A first plan of a drawn problem, thinned out; examples that cannot be are rejected."""
    try:
        draft = Draft(compile_model(Maker(chance).problem()))
    except ProblemError:
        reject()
    if not built_and_thinned(draft, chance):
        reject()
    return draft


def built_and_thinned(draft: Draft, chance: Random) -> bool:
    """A first plan, from which some visits are taken out again; False if that cannot be timed."""
    construct(draft)
    served = [each for each in draft.model.visits_open if draft.is_served(each)]
    free = [v for v in served if all(draft.model.fixed_start[t] < 0 for t in draft.model.tasks_of[v])]
    return take_out(draft, set(chance.sample(free, len(free) // 3)))


def without_breaks(draft: Draft, turn: int) -> list[int]:
    return [node for node in draft.sequences[turn] if draft.model.nodes[node].kind != BREAK]
