"""Questions about evidence and door proofs."""

from datetime import datetime

from django.db.models import QuerySet

from dispatch.orders.models import WorkOrder
from dispatch.orders.selectors import order_visible_to
from dispatch.visits.door import Proof, proof_digest
from dispatch.visits.models import DoorProof, Evidence, ProofKind
from stations.people.models import Account, Elder


def evidence_of(order: WorkOrder) -> QuerySet[Evidence]:
    """The evidence of an order, in the order it happened."""
    return (
        Evidence.objects.filter(order=order)
        .select_related("event", "caregiver")
        .order_by("happened_at", "pk")
    )


def evidence_visible_to(account: Account, number: str, at: datetime) -> QuerySet[Evidence]:
    """The evidence of an order that the account may see; raises NotFound when there is none to see."""
    return evidence_of(order_visible_to(account, number, at))


def proof_holds(elder: Elder, proof: Proof) -> bool | None:
    """Whether the proof is one that was issued to the elder; None with nothing to compare it with."""
    issued = DoorProof.objects.filter(elder=elder, kind=proof.kind, revoked_at__isnull=True)
    if proof.kind == ProofKind.NONE or not issued.exists():
        return None
    return issued.filter(digest=proof_digest(elder, proof.kind, proof.value)).exists()
