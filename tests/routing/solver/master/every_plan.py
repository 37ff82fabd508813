"""Every plan of a tiny day on its grid of time, held against the judge: what the best of them costs."""

from collections.abc import Iterator
from itertools import combinations, permutations, product

from routing.check import check
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer, ForGrade, Problem, Window
from tests.routing.solver.master.tiny import HORIZON, STEP

Row = tuple[tuple[StopKind, str, int], ...]  # kind, about (all meals of a pickup), part


def cheapest(problem: Problem) -> int | None:
    """Total of the best of all plans on the grid, by the judge; None if it refuses them all."""
    return min((total for total, _ in accepted(problem)), default=None)


def accepted(problem: Problem) -> Iterator[tuple[int, int]]:
    """(total, visits left out) of every plan on the grid that the judge accepts."""
    for split in product(*([*permutations(range(2), len(visit.parts)), ()] for visit in problem.visits)):
        choices = [list(_rounds(problem, carer, split)) for carer in range(2)]
        for rounds in product(*choices):
            plan = _plan(problem, tuple(each for each in rounds if each is not None))
            verdict = check(problem, plan)
            if verdict.feasible:
                yield verdict.total, len(plan.unserved)


def _plan(problem: Problem, rounds: tuple[Round, ...]) -> Plan:
    served = {stop.about for each in rounds for stop in each.stops if stop.kind == StopKind.VISIT}
    return Plan(rounds, tuple(visit.id for visit in problem.visits if visit.id not in served))


def _rounds(problem: Problem, carer: int, split: tuple[tuple[int, ...], ...]) -> Iterator[Round | None]:
    """Every round of one carer with these visits: every order, every place of breaks, every time."""
    own = [
        (StopKind.VISIT, visit.id, part)
        for visit, crew in zip(problem.visits, split, strict=True)
        for part, each in enumerate(crew)
        if each == carer
    ]
    if not own:
        yield None
        return
    meals = tuple(name for _, name, _ in own if problem.visit_by_id[name].meal is not None)
    loads = [(StopKind.PICKUP, name, 0) for name in meals]
    for loaded in {(), tuple(loads)} if loads else [()]:
        together = [(StopKind.PICKUP, "+".join(meals), 0)] if loads and not loaded else []
        pauses = [(StopKind.BREAK, pause.id, 0) for pause in problem.carers[carer].breaks]
        for taken in range(len(pauses) + 1):
            for breaks in combinations(pauses, taken):
                for row in permutations([*own, *loaded, *together, *breaks]):
                    yield from _timed(problem, problem.carers[carer], row)


def _timed(problem: Problem, carer: Carer, row: Row) -> Iterator[Round]:
    begin = carer.shifts[0].from_
    for places in _places(problem, row):
        for starts in _starts(problem, carer, row, places, ("office", "office"), (begin, begin)):
            yield _round(problem, carer, list(zip(row, places, starts, strict=True)))


def _round(problem: Problem, carer: Carer, timed: list[tuple[tuple[StopKind, str, int], str, int]]) -> Round:
    (kind, about, _), first, start = timed[0]
    ready = _way(problem, "office", first)
    ready += 0 if problem.setup_is_service else _setup(problem, carer, kind, about, "office", first)
    leave_at = carer.shifts[0].from_
    if not problem.leave_at_shift_start:
        leave_at = max(leave_at, start - ready) if _is_on_the_way(carer, kind, about) else start - ready
    stops, clock, here, worked_at = [], leave_at, "office", "office"
    for (kind, about, part), place, start in timed:
        end = start + _seconds(problem, carer, kind, about, part)
        end += _setup(problem, carer, kind, about, worked_at, place) if problem.setup_is_service else 0
        meals = tuple(about.split("+")) if kind == StopKind.PICKUP else ()
        name = "kitchen" if kind == StopKind.PICKUP else about
        arrival = clock + _way(problem, here, place)
        stops.append(Stop(kind, name, place, min(arrival, start), start, end, part, meals))
        clock = max(arrival, start) + end - start
        here, worked_at = place, worked_at if kind == StopKind.BREAK else place
    return Round(carer.id, 0, leave_at, clock + _way(problem, here, "office"), tuple(stops))


def _is_on_the_way(carer: Carer, kind: StopKind, about: str) -> bool:
    return kind == StopKind.BREAK and any(each.on_the_way for each in carer.breaks if each.id == about)


def _places(problem: Problem, row: Row) -> Iterator[tuple[str, ...]]:
    """Where each stop is; breaks where the stop before them is, or the one after."""
    known = [_place(problem, kind, about) for kind, about, _ in row]
    return _filled(tuple(known))


def _filled(known: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every place of the first breaks in a row and, with these, of all others."""
    if "" not in known:
        yield known
        return
    first = known.index("")
    last = next((rank for rank in range(first, len(known)) if known[rank]), len(known))
    before, after = ("office", *known)[first], (*known, "office")[last]
    for stay in range(last - first + 1) if before != after else [0]:
        breaks = [before] * stay + [after] * (last - first - stay)
        yield from _filled((*known[:first], *breaks, *known[last:]))


def _place(problem: Problem, kind: StopKind, about: str) -> str:
    if kind == StopKind.BREAK:
        return ""
    return problem.visit_by_id[about].place if kind == StopKind.VISIT else "office"


def _starts(
    problem: Problem,
    carer: Carer,
    row: Row,
    places: tuple[str, ...],
    last: tuple[str, str],
    done: tuple[int, int],
) -> Iterator[tuple[int, ...]]:
    """`last`: where the carer is, and where the last stop that was no break was.

    `done`: when the carer is there, and when the last stop was over, earlier where it was a break on the way.
    """
    (here, worked_at), (clock, over) = last, done
    if not row:
        if clock + _way(problem, here, "office") <= carer.shifts[0].latest_home(HORIZON):
            yield ()
        return
    (kind, about, part), there = row[0], places[0]
    setup = _setup(problem, carer, kind, about, worked_at, there)
    ready = clock + _way(problem, here, there) + (0 if problem.setup_is_service else setup)
    now = there, worked_at if kind == StopKind.BREAK else there
    windows = _windows(problem, carer, kind, about)
    earliest = over if _is_on_the_way(carer, kind, about) else ready
    for start in range(earliest, HORIZON + 1, STEP):
        if not windows or any(window.holds(start) for window in windows):
            end = start + _seconds(problem, carer, kind, about, part)
            end += setup if problem.setup_is_service else 0
            then = max(ready, start) + end - start, end
            for rest in _starts(problem, carer, row[1:], places[1:], now, then):
                yield (start, *rest)


def _windows(problem: Problem, carer: Carer, kind: StopKind, about: str) -> tuple[Window, ...]:
    if kind == StopKind.BREAK:
        return next(each.windows for each in carer.breaks if each.id == about)
    return problem.visit_by_id[about].windows if kind == StopKind.VISIT else ()


def _way(problem: Problem, here: str, there: str) -> int:
    rank = problem.place_rank
    return int(problem.travel[0].seconds[rank[here], rank[there]])


def _setup(problem: Problem, carer: Carer, kind: StopKind, about: str, here: str, there: str) -> int:
    if kind == StopKind.BREAK or here == there:
        return 0
    known = problem.visit_by_id[about] if kind == StopKind.VISIT else problem.kitchens[0]
    return _for_grade(carer, known.setup_seconds, known.setup_by_grade)


def _seconds(problem: Problem, carer: Carer, kind: StopKind, about: str, part: int) -> int:
    if kind == StopKind.VISIT:
        need = problem.visit_by_id[about].parts[part]
        return _for_grade(carer, need.service_seconds, need.service_by_grade)
    if kind == StopKind.PICKUP:
        return _for_grade(carer, STEP, problem.kitchens[0].loading_by_grade)
    return STEP


def _for_grade(carer: Carer, usual: int, by_grade: tuple[ForGrade, ...]) -> int:
    return {each.grade: each.seconds for each in by_grade}.get(carer.grade, usual)
