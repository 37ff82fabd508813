"""Sealing evidence into the log: the event it came with carries its digest, which the chain covers."""

import hashlib
from typing import Any
from uuid import UUID

from dispatch.orders.log import canonical, written
from dispatch.visits.models import Evidence
from stations.people.sealed import blind_index

# The name of the digest among an event's facts.
SEALED = "evidence"


def seal(evidence: Evidence, command: UUID) -> dict[str, Any]:
    """Give evidence its salt, and answer the fact with which its event seals it."""
    # Known to nobody without our key, and the same when the same command is written again.
    evidence.salt = blind_index(f"evidence:{command}")
    return {SEALED: digest_of(evidence)}


def digest_of(evidence: Evidence) -> str:
    """SHA-256, 64 hex digits, over the canonical JSON of everything the row says.

    The salt is in it because an exported log carries the digest: without it, whoever knows the home could try
    every position near it until one fits.
    """
    return hashlib.sha256(canonical(_sealed_fields(evidence)).encode()).hexdigest()


def _sealed_fields(evidence: Evidence) -> dict[str, Any]:
    return {
        "salt": evidence.salt,
        "order": evidence.order.number,
        "move": str(evidence.move),
        "caregiver": evidence.caregiver.number if evidence.caregiver else None,
        "latitude": _number(evidence.latitude),
        "longitude": _number(evidence.longitude),
        "accuracy_meters": _number(evidence.accuracy_meters),
        "source_datum": str(evidence.source_datum),
        "mock": evidence.mock,
        "distance_meters": _number(evidence.distance_meters),
        "proof_kind": str(evidence.proof_kind),
        "proof_valid": evidence.proof_valid,
        "items_done": evidence.items_done,
        "measurements": {name: _number(value) for name, value in evidence.measurements.items()},
        "happened_at": written(evidence.happened_at),
        "received_at": written(evidence.received_at),
        "by": hashlib.sha256(evidence.by.username.encode()).hexdigest(),
    }


def _number(value: float | None) -> float | None:
    """As the database gives it back: 8 as 8.0, and no zero below zero."""
    return None if value is None else float(value) + 0.0
