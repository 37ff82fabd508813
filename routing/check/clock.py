"""Rules of one round on the clock: shifts, ways, durations, breaks, limits of the day."""

from collections.abc import Iterator
from itertools import pairwise

from routing.check.verdict import Broken
from routing.check.walk import Walk, neighbours
from routing.plan import Stop, StopKind
from routing.problem import Break, Problem


def broken_clock(problem: Problem, walk: Walk) -> Iterator[Broken]:
    """Shift, ways and durations of one round."""
    yield from _departure(problem, walk)
    yield from _ways(walk)
    yield from _home(problem, walk)
    for leg in walk.legs:
        if leg.stop is not None:
            yield from _duration(problem, walk, leg.stop, leg.setup_inside)


def _departure(problem: Problem, walk: Walk) -> Iterator[Broken]:
    leave_at, carer = walk.round.leave_at, walk.carer.id
    if not walk.live:
        return
    if leave_at < walk.begin_at:
        yield Broken("left_too_early", f"leaves at {leave_at}, free only at {walk.begin_at}", carer=carer)
    if problem.leave_at_shift_start and leave_at != walk.begin_at:
        yield Broken("left_not_at_shift_start", f"leaves at {leave_at}, not {walk.begin_at}", carer=carer)


def _ways(walk: Walk) -> Iterator[Broken]:
    for leg in walk.legs:
        stop = leg.stop
        if stop is None:
            continue
        who = (stop.about if stop.kind == StopKind.VISIT else "", walk.carer.id)
        if stop.arrive_at < leg.arrive_at:
            text = f"arrives at {stop.about} at {stop.arrive_at}, possible only at {leg.arrive_at}"
            yield Broken("arrives_too_early", text, *who)
        if stop.start_at < leg.ready_at or stop.start_at < stop.arrive_at:
            text = f"starts {stop.about} at {stop.start_at}, ready only at {leg.ready_at}"
            yield Broken("starts_too_early", text, *who)


def _home(problem: Problem, walk: Walk) -> Iterator[Broken]:
    if not walk.legs or not walk.live:
        return
    carer, home_at = walk.carer.id, walk.round.home_at
    earliest = walk.legs[-1].arrive_at
    latest = walk.shift.latest_home(problem.horizon_seconds)
    if home_at != earliest:
        yield Broken("home_wrong", f"home at {home_at}, the way ends at {earliest}", carer=carer)
    if home_at > latest:
        yield Broken("home_too_late", f"home at {home_at}, at the latest {latest}", carer=carer)


def _duration(problem: Problem, walk: Walk, stop: Stop, setup: int) -> Iterator[Broken]:
    if stop.kind == StopKind.BREAK:
        return
    if stop.kind == StopKind.VISIT:
        visit = problem.visit_by_id[stop.about]
        wanted, place = setup + visit.parts[stop.part].seconds_for(walk.carer.grade), visit.place
    else:
        kitchen = problem.kitchen_by_id[stop.about]
        wanted, place = setup + kitchen.loading_for(walk.carer.grade), kitchen.place
    who = (stop.about if stop.kind == StopKind.VISIT else "", walk.carer.id)
    if stop.end_at - stop.start_at != wanted:
        yield Broken(
            "wrong_duration", f"{stop.about} takes {stop.end_at - stop.start_at}, not {wanted}", *who
        )
    if stop.place != place:
        yield Broken("wrong_place", f"{stop.about} is at {place}, not {stop.place}", *who)


def broken_breaks(problem: Problem, walks: list[Walk]) -> Iterator[Broken]:
    """Every pause of every carer: known, at most once, in a window, its length and place, not forgotten."""
    taken: dict[tuple[str, str], int] = {}
    for walk in walks:
        own = {each.id: each for each in walk.carer.breaks}
        for before, stop, after in neighbours(walk):
            if stop.kind != StopKind.BREAK:
                continue
            if stop.about not in own:
                yield Broken("unknown_break", f"has no break {stop.about!r}", carer=walk.carer.id)
                continue
            key = (walk.carer.id, stop.about)
            taken[key] = taken.get(key, 0) + 1
            yield from _one_break(walk, own[stop.about], before, stop, after)
    for (carer, pause), times in taken.items():
        frozen = problem.carer_by_id[carer].frozen
        if times + (frozen is not None and pause in frozen.breaks_taken) > 1:
            yield Broken("break_twice", f"takes break {pause} {times} times", carer=carer)
    for walk in walks:
        yield from _forgotten(walk, taken)


def _one_break(walk: Walk, pause: Break, before: str, stop: Stop, after: Stop | None) -> Iterator[Broken]:
    carer = walk.carer.id
    if not any(window.holds(stop.start_at) for window in pause.windows):
        text = f"break {pause.id} at {stop.start_at}, in none of its windows"
        yield Broken("break_window", text, carer=carer)
    if stop.end_at - stop.start_at != pause.seconds:
        yield Broken("break_length", f"break {pause.id} lasts {stop.end_at - stop.start_at}", carer=carer)
    next_place = after.place if after else walk.shift.end_place
    allowed = {next_place} if pause.at_next_visit or pause.on_the_way else {before, next_place}
    if stop.place not in allowed:
        yield Broken("break_place", f"break {pause.id} at {stop.place}, which is on no way", carer=carer)
    if pause.at_next_visit and (after is None or after.kind != StopKind.VISIT):
        yield Broken("break_place", f"break {pause.id} is not right before a visit", carer=carer)


def _break_is_due(walk: Walk, pause: Break) -> bool:
    """Whether a required break has to be taken in this round."""
    frozen = walk.carer.frozen
    past = frozen is not None and (pause.id in frozen.breaks_taken or frozen.free_at > pause.closes)
    covered = walk.shift.from_ <= pause.opens and pause.closes <= walk.shift.until
    works = any(stop.kind == StopKind.VISIT for stop in walk.live)
    return pause.required and covered and works and not past


def _forgotten(walk: Walk, taken: dict[tuple[str, str], int]) -> Iterator[Broken]:
    for pause in walk.carer.breaks:
        if _break_is_due(walk, pause) and (walk.carer.id, pause.id) not in taken:
            yield Broken("break_missing", f"break {pause.id} is not taken", carer=walk.carer.id)


def broken_limits(problem: Problem, walks: list[Walk]) -> Iterator[Broken]:
    """Limits of a carer's whole day: work, travel in seconds and meters, number of visits."""
    by_carer: dict[str, list[Walk]] = {}
    for walk in walks:
        by_carer.setdefault(walk.carer.id, []).append(walk)
    for carer_id, own in by_carer.items():
        carer = own[0].carer
        travel = sum(walk.travel_seconds for walk in own)
        done = {
            "maximum_work_seconds": travel + sum(walk.service_seconds for walk in own),
            "maximum_travel_seconds": travel,
            "maximum_visits": sum(len(walk.visits) for walk in own),
            "maximum_travel_meters": sum(_meters(problem, walk) for walk in own),
        }
        if not any(walk.live for walk in own):
            continue
        for name, value in done.items():
            limit = getattr(carer, name)
            if limit is not None and value > limit:
                yield Broken(name.removesuffix("_seconds"), f"{value}, allowed {limit}", carer=carer_id)


def _meters(problem: Problem, walk: Walk) -> int:
    """Meters from stop to stop and home; a break lies on the way."""
    meters, rank = problem.travel_by_mode[walk.carer.mode].meters, problem.place_rank
    if meters is None or not walk.legs:
        return 0
    stops = [stop.place for stop in walk.live if stop.kind != StopKind.BREAK]
    way = pairwise([walk.begin_place, *stops, walk.shift.end_place])
    return sum(int(meters[rank[here], rank[there]]) for here, there in way)
