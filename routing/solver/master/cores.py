"""Which rules together forbid a visit even in an empty day: no fewer of them would."""

from collections.abc import Iterable
from itertools import chain, combinations

from ortools.sat.python import cp_model

from routing.problem import Problem
from routing.solver.compile import compile_model
from routing.solver.master.bare import bare_day
from routing.solver.master.building import build
from routing.solver.master.day import Day
from routing.solver.master.rules import Flags, add_rules
from routing.solver.master.searching import single_solver

# A visit alone is followed in a blink; beyond this nothing is claimed.
MOST_EFFORT = 1.0
# Cores of up to one rule more are the smallest there are; of larger ones no rule is named in vain.
EXHAUSTED_SIZE = 2


def forbidding_rules(problem: Problem, visit: str) -> tuple[str, ...]:
    """The codes of the fewest rules that rule a visit out; nothing where they do not, or it cannot be told.

    Rules that tie it to other visits are not among them, nor are a day that has begun or travel by the hour.
    """
    if any(carer.frozen for carer in problem.carers) or any(matrix.paces for matrix in problem.travel):
        return ()
    record = problem.visit_by_id[visit]
    model = compile_model(bare_day(problem, record))
    day = build(model)
    day.sat.clear_objective()  # type: ignore[no-untyped-call]  # so in the library
    day.sat.add_bool_and([day.served[0]])
    flags = add_rules(day, problem, record)
    core = _core(day, flags, flags)
    return () if core is None else tuple(sorted(_smallest(day, flags, core)))


def _core(day: Day, flags: Flags, rules: Iterable[str]) -> set[str] | None:
    """Rules among these that CP-SAT needed to rule the visit out; None if they do not."""
    names = {flags[rule].index: rule for rule in rules}
    day.sat.clear_assumptions()
    day.sat.add_assumptions([flags[rule] for rule in names.values()])
    solver = single_solver(MOST_EFFORT)
    if solver.solve(day.sat) != cp_model.INFEASIBLE:
        return None
    found = solver.sufficient_assumptions_for_infeasibility()
    # Presolving can name a literal that stands for several; then all of them are in question.
    return {names[index] for index in found} if set(found) <= set(names) else set(names.values())


def _smallest(day: Day, flags: Flags, core: set[str]) -> set[str]:
    """As few rules as forbid it: those of the core that are needed, or a smaller set of any."""
    for rule in sorted(core):
        if rule in core and (fewer := _core(day, flags, core - {rule})) is not None:
            core = fewer
    sizes = range(1, min(EXHAUSTED_SIZE + 1, len(core)))
    for rules in chain.from_iterable(combinations(sorted(flags), size) for size in sizes):
        if _core(day, flags, rules) is not None:
            return set(rules)
    return core
