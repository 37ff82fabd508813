"""What a tablet reports from the door: where it was, and what identified the person served."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dispatch.orders.models import Move
from dispatch.visits.models import ProofKind
from stations.people.models import Elder
from stations.people.sealed import blind_index
from stations.places.models import Datum

# The moves a caregiver makes from setting out to leaving the home, or at a door that stays shut. Only these
# leave evidence: where caregivers are before and after is not ours to know (PIPL Art. 6, the least needed).
DOOR_MOVES = frozenset({Move.DEPART, Move.CHECK_IN, Move.START_SERVICE, Move.CHECK_OUT, Move.RAISE_EXCEPTION})


class DoorStep(StrEnum):
    """What is done, in this order, before a door that nobody opens is told to the operator."""

    WAIT = "wait"
    RING = "ring"
    PHONE_ELDER = "phone_elder"
    PHONE_FAMILY = "phone_family"


@dataclass(frozen=True, slots=True)
class Position:
    """A fix as the device gave it: degrees in its datum, accuracy as a radius, mock if the device says so."""

    latitude: float
    longitude: float
    accuracy_meters: float | None = None
    datum: Datum = Datum.WGS84
    mock: bool | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read or typed at the door; the value itself is never stored."""

    kind: ProofKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class DoorReport:
    """All that came with one move: no position means that location was off."""

    position: Position | None = None
    proof: Proof | None = None
    items_done: Sequence[Mapping[str, object]] = ()
    measurements: Mapping[str, float] = field(default_factory=dict)
    # What was tried before a door that stayed shut, and when.
    tried: Mapping[DoorStep, datetime] = field(default_factory=dict)


def proof_digest(elder: Elder, kind: ProofKind, value: str) -> str:
    """The keyed digest of a proof, 64 hex digits.

    Keyed, because a PIN of six digits could be guessed back from a plain hash; of one elder, because
    equal PINs of two people must not look equal.
    """
    return blind_index(f"{kind}:{elder.number}:{value.strip()}")
