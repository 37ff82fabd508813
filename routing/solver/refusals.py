"""Why a search gives out no plan at all."""

from routing.check import Broken


class CancelledError(RuntimeError):
    """The search was cancelled before it had a plan that the judge accepts."""


class PlanRefusedError(RuntimeError):
    """The judge found broken rules in what the solver made; nothing of it is given out."""

    def __init__(self, broken: tuple[Broken, ...]) -> None:
        self.broken = broken
        super().__init__(
            "; ".join(f"{each.code} {each.visit or each.carer}: {each.text}" for each in broken[:5])
        )


class PromisesBeyondKeepingError(PlanRefusedError):
    """More promises have to be broken than may be: `fewest` of all plans found, of all there are if `proven`.

    `visits` are those whose promise is broken in the plan that breaks the fewest.
    """

    def __init__(self, allowed: int, visits: tuple[str, ...], *, proven: bool) -> None:
        self.visits, self.fewest, self.proven = visits, len(visits), proven
        fewer = "no plan breaks fewer than" if proven else "no plan was found that breaks fewer than"
        text = (
            f"{allowed} promises may be broken, but {fewer} {self.fewest} ({', '.join(visits)}); "
            f"set maximum_broken_promises to {self.fewest} or change what was promised"
        )
        super().__init__((Broken("promises_over_budget", text),))
