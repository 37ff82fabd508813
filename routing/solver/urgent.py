"""One urgent visit in a plan that is being lived: the best places, and what each costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from routing.plan import Plan, StopKind
from routing.problem import Problem, ProblemError
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.every_place import insertions
from routing.solver.insertion import easy_insertions, good_insertions
from routing.solver.snapshots import restore, snapshot
from routing.solver.start import follow
from routing.solver.thorough import Thorough
from routing.solver.trial import Trial

# Where quick insertion finds nothing, so many of what the complete search finds in a turn are compared.
MOST_COMPARED = 6
# So many of the visits that a plan can no longer keep are named.
MOST_NAMED = 3


@dataclass(frozen=True)
class Choice:
    """One way to serve the visit; nothing frozen moves and nobody changes carers.

    `carers` and `starts_at` go with the visit's parts. `cost` is the change of the objective, without what
    serving the visit saves. `delays` are the seconds by which other visits start later.
    """

    carers: tuple[str, ...]
    starts_at: tuple[int, ...]
    cost: int
    delays: dict[str, int]
    plan: Plan


def insert(problem: Problem, plan: Plan, visit: str, *, count: int = 3) -> tuple[Choice, ...]:
    """The cheapest choices for a visit that the plan does not serve yet, each by other carers.

    Empty if nobody can do it with the plan as it stands; `explain` then says why. Raises ProblemError where
    the plan holds another visit of the problem that it can no longer keep, as when its carer is late or gone:
    that visit would be missing from every choice. Then the day has to be planned anew first, with `replan`.
    """
    rank = problem.visit_rank.get(visit)
    if rank is None:
        raise ProblemError("visit", visit, "does not exist")
    draft = Draft(compile_model(problem))
    follow(draft, plan)
    if draft.is_served(rank):
        raise ProblemError("visit", visit, "is served already")
    if lost := _no_longer_kept(draft, plan, visit):
        raise ProblemError("plan", "", f"can no longer keep {_named(lost)}; replan first")
    return tuple(_choice(draft, rank, trial) for trial in _by_different_carers(draft, rank)[:count])


def _no_longer_kept(draft: Draft, plan: Plan, visit: str) -> list[str]:
    """Other visits that the plan serves and that the draft following it does not, in the plan's order.

    A visit that the problem does not have any more is missed by nobody.
    """
    rank, left_out = draft.model.problem.visit_rank, {visit, *plan.unserved}
    stops = (stop for each in plan.rounds for stop in each.stops if stop.kind == StopKind.VISIT)
    held = dict.fromkeys(stop.about for stop in stops if stop.about in rank)
    return [each for each in held if each not in left_out and not draft.is_served(rank[each])]


def _named(visits: list[str]) -> str:
    names = ", ".join(map(repr, visits[:MOST_NAMED]))
    return names if len(visits) <= MOST_NAMED else f"{names} and {len(visits) - MOST_NAMED} more"


def _by_different_carers(draft: Draft, visit: int) -> list[Trial]:
    """The cheapest trial of each turn (or pair of turns), cheapest first."""
    model = draft.model
    tasks, thorough = model.tasks_of[visit], Thorough(draft)
    if len(tasks) > 1:
        everywhere = insertions(draft, visit, thorough=thorough)
        trials = good_insertions(draft, visit) or islice(everywhere, MOST_COMPARED)
        return _cheapest_of_each(draft, trials)
    found: list[Trial] = []
    for turn in sorted(model.turns_for[tasks[0]]):
        only = frozenset([turn])
        everywhere = insertions(draft, visit, only=only, thorough=thorough)
        found += easy_insertions(draft, visit, only, thorough.may_be) or islice(everywhere, MOST_COMPARED)
    return _cheapest_of_each(draft, found)


def _cheapest_of_each(draft: Draft, trials: Iterable[Trial]) -> list[Trial]:
    best: dict[frozenset[int], Trial] = {}
    for trial in trials:
        carers = frozenset(draft.model.turns[turn].carer for turn in trial.sequences)
        if carers not in best or trial.cost < best[carers].cost:
            best[carers] = trial
    return sorted(best.values(), key=lambda trial: trial.cost)


def _choice(draft: Draft, visit: int, trial: Trial) -> Choice:
    model, kept = draft.model, snapshot(draft)
    starts = list(draft.start)
    draft.accept(trial)
    delays = {
        model.problem.visits[model.nodes[node].visit].id: draft.start[node] - before
        for node, before in enumerate(starts)
        if before >= 0 and draft.start[node] > before and node in model.tasks_of[model.nodes[node].visit]
    }
    tasks = model.tasks_of[visit]
    choice = Choice(
        carers=tuple(model.problem.carers[draft.doer(task)].id for task in tasks),
        starts_at=tuple(draft.start[task] for task in tasks),
        cost=trial.cost,
        delays=delays,
        plan=assemble(draft),
    )
    restore(draft, kept)
    return choice
