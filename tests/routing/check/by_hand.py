"""Plans made by hand, so that the judge is held against arithmetic and not against the solver."""

from typing import Any

from routing.plan import Round, Stop, StopKind
from tests.routing.small_days import MINUTE


def stop(about: str, start: int, minutes: int = 30, place: str = "near", **rest: Any) -> Stop:
    arrive_at = rest.pop("arrive_at", start)
    kind = rest.pop("kind", StopKind.VISIT)
    return Stop(kind, about, place, arrive_at, start, start + minutes * MINUTE, **rest)


def walked(*stops: Stop, who: str = "lin", shift: int = 0, way: int = MINUTE) -> Round:
    """A round that leaves base in time for its first stop and comes home from the last, a minute away."""
    return Round(who, shift, stops[0].arrive_at - way, stops[-1].end_at + way, stops)
