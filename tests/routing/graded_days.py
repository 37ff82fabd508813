"""Days on which who comes decides how long it takes, and on which the seconds of some carers cost."""

from dataclasses import replace
from random import Random

from routing.problem import ForGrade, Kitchen, Part, Problem, Visit

GRADES = ("learns", "learned")


def graded(problem: Problem, seed: int) -> Problem:
    """The day with setup in the services, carers of three grades, and nothing that counts from an end."""
    random = Random(f"grades of {seed}")
    carers = tuple(
        replace(each, grade=random.choice(("", *GRADES)), service_cost=random.choice((0, 1, 3)))
        for each in problem.carers
    )
    return replace(
        problem,
        carers=carers,
        visits=tuple(_visit(random, each) for each in problem.visits),
        kitchens=tuple(_kitchen(random, each) for each in problem.kitchens),
        precedences=(),
        setup_is_service=True,
    )


def _visit(random: Random, visit: Visit) -> Visit:
    return replace(
        visit,
        parts=tuple(_part(random, each) for each in visit.parts),
        due_at_end=False,
        setup_seconds=random.choice((0, 120)),
        setup_by_grade=_by_grade(random, 120),
        meal=None if visit.meal is None else replace(visit.meal, limit_seconds=None),
    )


def _part(random: Random, part: Part) -> Part:
    return replace(part, service_by_grade=_by_grade(random, part.service_seconds))


def _kitchen(random: Random, kitchen: Kitchen) -> Kitchen:
    loading, setup = _by_grade(random, kitchen.loading_seconds), _by_grade(random, 60)
    return replace(kitchen, setup_seconds=60, loading_by_grade=loading, setup_by_grade=setup)


def _by_grade(random: Random, usual: int) -> tuple[ForGrade, ...]:
    some = random.sample(GRADES, random.randint(0, 2))
    return tuple(ForGrade(each, random.choice((usual // 2, usual * 2))) for each in some)
