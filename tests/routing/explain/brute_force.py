"""Every way to put a visit into a day, timed and judged by code of its own: slow, short, without bounds."""

from collections.abc import Iterator
from itertools import combinations_with_replacement, pairwise, permutations, product

from routing.solver.model import BREAK, PICKUP, TASK, Model, Node, Turn

Rows = list[list[int]]  # the order of nodes of every turn


def fits(model: Model, rows: Rows, visit: int) -> bool:
    """Whether the visit can join a day in which all others keep their order."""
    tasks = model.tasks_of[visit]
    for turns in permutations(range(len(model.turns)), len(tasks)):
        carers = [model.turns[turn].carer for turn in turns]
        if len(set(carers)) < len(carers):
            continue
        if any(turn not in model.turns_for[task] for turn, task in zip(turns, tasks, strict=True)):
            continue
        choices = [list(enlarged(model, t, rows[t], task)) for t, task in zip(turns, tasks, strict=True)]
        for choice in product(*choices):
            changed = dict(zip(turns, choice, strict=True))
            if is_possible(model, [changed.get(rank, row) for rank, row in enumerate(rows)]):
                return True
    return False


def enlarged(model: Model, turn: int, row: list[int], task: int) -> Iterator[list[int]]:
    """The turn with one more task, and its pickup, anywhere; breaks anywhere."""
    rest = [node for node in row if model.nodes[node].kind != BREAK]
    pickup = model.pickup_of[model.nodes[task].visit]
    for place in range(len(rest) + 1):
        for load_at in range(place + 1) if pickup >= 0 else [0]:
            loaded = [*rest[:load_at], pickup, *rest[load_at:place]] if pickup >= 0 else rest[:place]
            yield from with_breaks(model, turn, [*loaded, task, *rest[place:]])


def with_breaks(model: Model, turn: int, rest: list[int]) -> Iterator[list[int]]:
    pauses = list(model.breaks_of[turn])
    for places in combinations_with_replacement(range(len(rest) + 1), len(pauses)):
        variant = list(rest)
        for place, pause in reversed(list(zip(places, pauses, strict=True))):
            variant.insert(place, pause)
        yield variant


def is_possible(model: Model, rows: Rows) -> bool:
    """Whether whole rounds keep every rule: order by hand, same carers, boxes, work, and the clock."""
    carers = range(len(model.problem.carers))
    return (
        all(_keeps_order(model, rows, carer) and _within_limits(model, rows, carer) for carer in carers)
        and _same_carers(model, rows)
        and all(_fits_the_box(model, turn, row) for turn, row in zip(model.turns, rows, strict=True))
        and _in_time(model, rows)
    )


def _keeps_order(model: Model, rows: Rows, carer: int) -> bool:
    by_hand = model.problem.carers[carer].ordered_visits
    done = [model.problem.visits[node.visit].id for node in _tasks(model, rows, carer)]
    ranks = [by_hand.index(visit) for visit in done if visit in by_hand]
    return ranks == sorted(ranks)


def _within_limits(model: Model, rows: Rows, carer: int) -> bool:
    record, tasks = model.problem.carers[carer], _tasks(model, rows, carer)
    turns = [(model.turns[turn], rows[turn]) for turn in model.turns_of_carer[carer]]
    work = sum(_travel(model, *each) + _service(model, *each) for each in turns)
    done = ((record.maximum_work_seconds, work), (record.maximum_visits, len(tasks)))
    return not tasks or all(limit is None or value <= limit for limit, value in done)


def _travel(model: Model, turn: Turn, row: list[int]) -> int:
    if not row:
        return 0
    stops = [model.nodes[node].place for node in row if model.nodes[node].kind != BREAK]
    places = [turn.begin_place, *stops, turn.end_place]
    ways = model.ways[turn.mode].seconds
    return sum(ways[here][there] for here, there in pairwise(places))


def _service(model: Model, turn: Turn, row: list[int]) -> int:
    """Seconds of visits, as long as they take this carer, who may have to set up anew at each place."""
    worked_at, seconds = turn.begin_place, 0
    for node in (model.nodes[each] for each in row):
        if node.kind == TASK:
            seconds += _lasts(turn, node, worked_at)
        worked_at = node.place if node.kind != BREAK else worked_at
    return seconds


def _lasts(turn: Turn, node: Node, worked_at: int) -> int:
    there, from_elsewhere = node.beyond[turn.grade] if node.beyond else (0, 0)
    return node.service + (there if node.place == worked_at else from_elsewhere)


def _tasks(model: Model, rows: Rows, carer: int) -> list[Node]:
    nodes = [model.nodes[node] for turn in model.turns_of_carer[carer] for node in rows[turn]]
    return [node for node in nodes if node.kind == TASK]


def _same_carers(model: Model, rows: Rows) -> bool:
    doers: dict[str, int] = {}
    for turn, row in zip(model.turns, rows, strict=True):
        for node in (model.nodes[each] for each in row):
            if node.kind == TASK and node.part == 0:
                doers[model.problem.visits[node.visit].id] = turn.carer
    groups = [{doers[visit] for visit in group if visit in doers} for group in model.problem.same_carer]
    return all(len(each) < 2 for each in groups)


def _fits_the_box(model: Model, turn: Turn, row: list[int]) -> bool:
    boxes, most = 0, model.problem.carers[turn.carer].box_capacity
    for node in (model.nodes[each] for each in row):
        boxes += node.boxes if node.kind == PICKUP else -node.boxes
        if boxes > most:
            return False
    return True


def _in_time(model: Model, rows: Rows) -> bool:
    """Push starts later, round by round, until every rule on time holds or one cannot."""
    start = {node: 0 for row in rows for node in row}
    while True:
        before = dict(start)
        for turn, row in zip(model.turns, rows, strict=True):
            if row and not _push(model, turn, row, start):
                return False
        if start == before:
            return True


def _push(model: Model, turn: Turn, row: list[int], start: dict[int, int]) -> bool:
    way = model.ways[turn.mode].seconds
    here, clock, worked_at, lasts = turn.begin_place, turn.begin_at, turn.begin_place, 0
    for rank, number in enumerate(row):
        node = model.nodes[number]
        after = [model.nodes[each].place for each in row[rank:] if model.nodes[each].kind != BREAK]
        there = after[0] if after else turn.end_place
        if node.kind == BREAK:
            arrival = clock + way[here][there]
            if arrival > node.highest:  # too late there: taken here
                arrival, there = clock, here
            begun, lasts = max(arrival, node.lowest), node.service
        else:
            again = rank and node.kind == PICKUP and _is_same_kitchen(model, row[rank - 1], number)
            arrival = start[row[rank - 1]] if again else clock + way[here][there]
            arrival += node.setup if worked_at != there else 0
            if not again:
                lasts = _lasts(turn, node, worked_at)
            worked_at = there
            begun = max(arrival, start[number], node.lowest, *_floors(model, number, start))
            begun = next((max(begun, opens) for opens, closes in node.spans if begun <= closes), begun)
        if begun > node.highest:
            return False
        start[number], here, clock = begun, there, begun + lasts
    return clock + way[here][turn.end_place] <= turn.latest_home


def _is_same_kitchen(model: Model, one: int, other: int) -> bool:
    return model.nodes[one].kind == PICKUP and model.nodes[one].kitchen == model.nodes[other].kitchen


def _floors(model: Model, number: int, start: dict[int, int]) -> list[int]:
    links = model.floors[number]
    # A visit that is not in the day binds nobody.
    return [start[link.other] + link.seconds for link in links if link.other in start] or [0]
