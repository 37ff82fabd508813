"""The ten criteria of docs/accuracy-rate.md: each one a pure function from facts to a finding."""

from collections.abc import Callable, Mapping

from dispatch.quality.criteria.door import right_person, right_place, right_worker
from dispatch.quality.criteria.finding import Finding, Reason
from dispatch.quality.criteria.hours import right_duration, right_time
from dispatch.quality.criteria.outcome import confirmed, delivered, right_charge, right_service
from dispatch.quality.criteria.record import authentic
from dispatch.quality.facts import OrderFacts
from dispatch.quality.limits import Limits
from dispatch.quality.models import Criterion

__all__ = ["CRITERIA", "Finding", "Reason"]

CRITERIA: Mapping[Criterion, Callable[[OrderFacts, Limits], Finding]] = {
    Criterion.C0: delivered,
    Criterion.C1: right_person,
    Criterion.C2: right_service,
    Criterion.C3: right_worker,
    Criterion.C4: right_place,
    Criterion.C5: right_time,
    Criterion.C6: right_duration,
    Criterion.C7: authentic,
    Criterion.C8: confirmed,
    Criterion.C9: right_charge,
}
