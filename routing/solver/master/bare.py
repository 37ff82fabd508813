"""A day with one visit alone in which every rule about it is given up, to put them back one by one."""

from dataclasses import replace

from routing.problem import Carer, Objective, Problem, Shift, Starts, Visit


def bare_day(problem: Problem, visit: Visit) -> Problem:
    """Anybody may come at any time: no skills, windows, wishes, limits, hot food or shift's end."""
    return replace(
        problem,
        carers=tuple(_bare_carer(carer, visit) for carer in problem.carers),
        visits=(_bare_visit(visit),),
        kitchens=tuple(replace(kitchen, windows=()) for kitchen in problem.kitchens),
        precedences=(),
        same_carer=(),
        objective=Objective.only(),
        maximum_broken_promises=None,
        leave_at_shift_start=False,
    )


def _bare_visit(visit: Visit) -> Visit:
    meal = None if visit.meal is None else replace(visit.meal, ready_at=0, limit_seconds=None, load=())
    parts = tuple(replace(part, skills=(), credentials=()) for part in visit.parts)
    return Visit(
        visit.id,
        visit.place,
        parts,
        starts=Starts.FREE,
        setup_seconds=visit.setup_seconds,
        setup_by_grade=visit.setup_by_grade,
        meal=meal,
    )


def _bare_carer(carer: Carer, visit: Visit) -> Carer:
    """Breaks may be missed; shifts begin where the one before ends."""
    shifts: list[Shift] = []
    for shift in carer.shifts:
        begins = shifts[-1].until if shifts else 0
        shifts.append(replace(shift, from_=begins, overtime_limit_seconds=None))
    return replace(
        carer,
        shifts=tuple(shifts),
        breaks=tuple(replace(pause, required=False, maximum_load=None) for pause in carer.breaks),
        box_capacity=visit.meal.boxes if visit.meal is not None else 0,
        maximum_work_seconds=None,
        maximum_travel_seconds=None,
        maximum_travel_meters=None,
        maximum_visits=None,
        ordered_visits=(),
    )
