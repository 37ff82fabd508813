"""Where a visit fits best: cheap estimates pick candidates, exact timing and pricing decide."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from routing.solver.draft import Draft
from routing.solver.model import BREAK, PICKUP, TASK, Model
from routing.solver.trial import Sequences, Trial

# How many feasible candidates are compared exactly before the cheapest is taken.
ENOUGH = 6
# How many candidates of each part of a visit for several carers are combined.
PER_PART = 8
MOST_COMBINATIONS = 60
# How many candidates are tried with their breaks at other places when nothing else is feasible.
MOST_WITH_MOVED_BREAKS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """One task put into one turn, with the extra travel it would bring."""

    estimate: int
    turn: int
    sequence: list[int]


def best_insertion(draft: Draft, visit: int) -> Trial | None:
    """The cheapest way found to serve a visit, or None."""
    return next(iter(good_insertions(draft, visit)), None)


def good_insertions(draft: Draft, visit: int) -> list[Trial]:
    """Feasible ways to serve a visit, cheapest first."""
    open_tasks = [task for task in draft.model.tasks_of[visit] if draft.model.fixed_start[task] < 0]
    parts = [sorted(_candidates(draft, task), key=lambda each: each.estimate) for task in open_tasks]
    choices = list(_combinations(draft, parts))
    trials = _first_feasible(draft, choices, _as_they_are)
    if not trials:
        trials = _first_feasible(draft, choices[:MOST_WITH_MOVED_BREAKS], _with_breaks_moved)
    return sorted(trials, key=lambda trial: trial.cost)


def easy_insertions(
    draft: Draft, visit: int, only: frozenset[int], may_be: Callable[[int, list[int]], bool]
) -> list[Trial]:
    """Feasible ways to serve a visit of one part, breaks staying where they are.

    `may_be` says of a turn and its new order whether it can be in time at all.
    """
    task = next(task for task in draft.model.tasks_of[visit] if draft.model.fixed_start[task] < 0)
    candidates = sorted(_candidates(draft, task, only), key=lambda each: each.estimate)
    hopeful: list[tuple[Candidate, ...]] = [
        (each,) for each in candidates if may_be(each.turn, each.sequence)
    ]
    return _first_feasible(draft, hopeful, _as_they_are)


Variants = Callable[[Draft, Sequences], Iterator[Sequences]]


def _first_feasible(draft: Draft, choices: list[tuple[Candidate, ...]], variants: Variants) -> list[Trial]:
    """The best variant of each of the first candidates that are feasible."""
    trials: list[Trial] = []
    for choice in choices:
        most = min((trial.cost for trial in trials), default=None)
        sequences = {each.turn: each.sequence for each in choice}
        tried = (draft.try_out(variant, most) for variant in variants(draft, sequences))
        feasible = [trial for trial in tried if isinstance(trial, Trial)]
        if feasible:
            trials.append(min(feasible, key=lambda trial: trial.cost))
        if len(trials) >= ENOUGH:
            break
    return trials


def _as_they_are(draft: Draft, sequences: Sequences) -> Iterator[Sequences]:
    """The change itself; a turn that opens with it gets its breaks at every place."""
    if any(_lacks_breaks(draft.model, rank, sequence) for rank, sequence in sequences.items()):
        return _with_breaks_moved(draft, sequences)
    return iter([sequences])


def _lacks_breaks(model: Model, turn: int, sequence: list[int]) -> bool:
    return any(model.nodes[pause].required and pause not in sequence for pause in model.breaks_of[turn])


def _with_breaks_moved(draft: Draft, sequences: Sequences) -> Iterator[Sequences]:
    choices = [list(break_places(draft.model, rank, sequence)) for rank, sequence in sequences.items()]
    return (dict(zip(sequences, choice, strict=True)) for choice in product(*choices))


def _combinations(draft: Draft, parts: list[list[Candidate]]) -> Iterator[tuple[Candidate, ...]]:
    if len(parts) == 1:
        yield from ((each,) for each in parts[0])
        return
    short = [_few_of_each_turn(each) for each in parts]
    turns = draft.model.turns
    together = [
        choice
        for choice in product(*short)
        if len({turns[each.turn].carer for each in choice}) == len(choice)
    ]
    together.sort(key=lambda choice: sum(each.estimate for each in choice))
    yield from together[:MOST_COMBINATIONS]


def _few_of_each_turn(candidates: list[Candidate]) -> list[Candidate]:
    """The best of each turn first, then the second best, …, so that many carers can be paired."""
    seen: dict[int, int] = {}
    ranked: list[tuple[int, int, int, Candidate]] = []
    for each in candidates:
        seen[each.turn] = seen.get(each.turn, 0) + 1
        ranked.append((seen[each.turn], each.estimate, len(ranked), each))
    return [each for _, _, _, each in sorted(ranked)[: max(PER_PART, 2 * len(seen))]]


def break_places(
    model: Model,
    turn: int,
    sequence: list[int],
    *,
    having: Sequence[int] = (),
    has_time: Callable[[int, int], bool] | None = None,
) -> Iterator[list[int]]:
    """The sequence with its breaks at all combinations of places; optional ones only if `having` them.

    `has_time` says of a break and a place, counted without breaks, whether it can be in time at all.
    """
    has = {*sequence, *having}
    pauses = [each for each in model.breaks_of[turn] if model.nodes[each].required or each in has]
    rest = [node for node in sequence if model.nodes[node].kind != BREAK]
    for places in combinations_with_replacement(range(len(rest) + 1), len(pauses)):
        placed = list(zip(pauses, places, strict=True))
        if has_time is not None and not all(has_time(*each) for each in placed):
            continue
        variant = list(rest)
        for pause, place in reversed(placed):
            variant.insert(place, pause)
        yield variant


def _candidates(draft: Draft, task: int, only: frozenset[int] | None = None) -> Iterator[Candidate]:
    model = draft.model
    turns = model.turns_for[task] if only is None else model.turns_for[task] & only
    for turn in sorted(turns):
        if carer_obstacle(draft, task, model.turns[turn].carer):
            continue
        pickup = model.pickup_of[model.nodes[task].visit]
        if pickup >= 0:
            yield from _with_pickup(draft, turn, task, pickup)
            continue
        sequence = draft.sequences[turn]
        for place in range(*allowed_places(draft, turn, task)):
            estimate = _estimate(draft, turn, place, task)
            if estimate >= 0:
                yield Candidate(estimate, turn, [*sequence[:place], task, *sequence[place:]])


def carer_obstacle(draft: Draft, task: int, carer: int) -> str:
    """Code of the rule if the carer is at this visit already, or is not the one of linked visits."""
    model, node = draft.model, draft.model.nodes[task]
    if any(draft.doer(other) == carer for other in model.tasks_of[node.visit]):
        return "same_person_twice"
    for mate in model.same_carer_groups[node.visit]:
        if draft.doer(model.tasks_of[mate][node.part]) not in (-1, carer):
            return "same_carer"
    return ""


def allowed_places(draft: Draft, turn: int, task: int) -> tuple[int, int]:
    """Range of places that keeps the order made by hand; empty if other turns of the day forbid this one."""
    model, sequence = draft.model, draft.sequences[turn]
    ranks = model.hand_made_rank[model.turns[turn].carer]
    own = ranks.get(model.nodes[task].visit)
    if own is None:
        return 0, len(sequence) + 1
    first, last = 0, len(sequence)
    for place, node in enumerate(sequence):
        other = _hand_made_place(draft, ranks, node)
        if other is not None and other < own:
            first = place + 1
        if other is not None and other > own:
            last = min(last, place)
    for sister in model.turns_of_carer[model.turns[turn].carer]:
        others = [_hand_made_place(draft, ranks, node) for node in draft.sequences[sister]]
        if any(other is not None and (other < own) != (sister < turn) for other in others if sister != turn):
            return 0, 0
    return first, last + 1


def _hand_made_place(draft: Draft, ranks: dict[int, int], node: int) -> int | None:
    """Rank of a task's visit in an order made by hand."""
    record = draft.model.nodes[node]
    return ranks.get(record.visit) if record.kind == TASK else None


def _estimate(draft: Draft, turn_rank: int, place: int, node_rank: int) -> int:
    """Extra travel cost of a node at a place, or -1 if it surely cannot be in time."""
    model = draft.model
    turn, node, timed = model.turns[turn_rank], model.nodes[node_rank], draft.timed[turn_rank]
    ways, sequence = model.ways[turn.mode], draft.sequences[turn_rank]
    before, free_at = (
        (timed.places[place - 1], timed.ends[place - 1]) if place else (turn.begin_place, turn.begin_at)
    )
    way = ways.seconds[before][node.place]
    start = max(free_at + (way if not ways.paces else 0), node.lowest)
    if start > node.highest:
        return -1
    after = timed.places[place] if place < len(sequence) else turn.end_place
    onward = ways.seconds[node.place][after]
    limit = timed.latest[place] if place < len(sequence) and not ways.paces else turn.latest_home
    # A break can be taken before the way to the next place.
    before_way = place < len(sequence) and model.nodes[sequence[place]].kind == BREAK
    if before_way:
        limit = model.nodes[sequence[place]].highest
    if start + node.service + (0 if ways.paces or before_way else onward) > limit:
        return -1
    direct = ways.cost(before, after, ways.seconds[before][after])
    extra = ways.cost(before, node.place, way) + ways.cost(node.place, after, onward) - direct
    return max(0, extra) + max(0, start - free_at - way) // 64


def _with_pickup(draft: Draft, turn: int, task: int, pickup: int) -> Iterator[Candidate]:
    """A meal, loaded at any place before its hand-over; no detour where its kitchen is visited anyway."""
    model, sequence = draft.model, draft.sequences[turn]
    kitchen = model.nodes[pickup].kitchen
    stops = {
        place
        for place, node in enumerate(sequence)
        if model.nodes[node].kind == PICKUP and model.nodes[node].kitchen == kitchen
    }
    first, last = allowed_places(draft, turn, task)
    loadings = [
        0 if place in stops else _estimate(draft, turn, place, pickup) for place in range(len(sequence) + 1)
    ]
    for place in range(first, last):
        delivery = _estimate(draft, turn, place, task)
        if delivery < 0:
            continue
        for load_at, loading in enumerate(loadings[: place + 1]):
            if loading >= 0:
                loaded = [*sequence[:load_at], pickup, *sequence[load_at:place], task, *sequence[place:]]
                yield Candidate(delivery + loading, turn, loaded)
