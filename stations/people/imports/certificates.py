"""Cells about a certificate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stations.ground.imports.cells import date_in
from stations.ground.imports.rows import Row
from stations.people.models import Credential, CredentialKind

KINDS = {
    "健康证": CredentialKind.HEALTH_CERTIFICATE,
    "护理员证": CredentialKind.CARE_CERTIFICATE,
    "养老护理员证": CredentialKind.CARE_CERTIFICATE,
    "养老护理员职业技能等级证书": CredentialKind.CARE_CERTIFICATE,
    "护士证": CredentialKind.NURSE_LICENCE,
    "护士执业证": CredentialKind.NURSE_LICENCE,
    "护士执业证书": CredentialKind.NURSE_LICENCE,
    "康复治疗师证": CredentialKind.THERAPIST_LICENCE,
    "康复师证": CredentialKind.THERAPIST_LICENCE,
    **{kind.value: kind for kind in CredentialKind},
}
# 2024-01-05至2027-01-04, or only the last day.
BETWEEN_DATES = re.compile(r"\s*(?:至|到|~|—|--)\s*")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its first day, where written, and its last."""

    kind: CredentialKind
    number: str
    valid_from: date | None
    valid_until: date


def certificate_in(row: Row, today: date) -> Certificate | None:
    """The certificate of a row; None for a row without one. An expired one is kept and reported."""
    kind = row.choice("credential_kind", KINDS)
    number = row.optional("credential_number", longest=40)
    written = row.text("credential_until")
    if kind is None:
        if not row.text("credential_kind") and (number or written):
            row.wrong("credential_kind", "cell_missing")
        return None
    days = [date_in(part) for part in BETWEEN_DATES.split(written)] if written else []
    if not days or len(days) > 2 or None in days:
        row.wrong("credential_until", "date_unreadable" if written else "cell_missing")
        return None
    valid_from, valid_until = (days[0] if len(days) == 2 else None), days[-1]
    assert valid_until is not None  # seen above, which mypy cannot follow through the list
    if valid_from and valid_from > valid_until:
        row.wrong("credential_until", "ends_before_it_starts")
    if valid_until < today:
        row.doubtful("credential_until", "certificate_expired", day=valid_until.isoformat())
    return Certificate(kind, number, valid_from, valid_until)


def period_meant(certificate: Certificate, kept: Sequence[Credential]) -> Credential | None:
    """Which of a certificate's periods, first to last, a row is about; None for one that is not there yet.

    What ends on the same day is meant; else the last, unless the row begins and ends later: that renews it.
    """
    if same_end := [paper for paper in kept if paper.valid_until == certificate.valid_until]:
        return same_end[0]
    last = kept[-1] if kept else None
    return None if last is None or _renews(certificate, last) else last


def _renews(certificate: Certificate, last: Credential) -> bool:
    begins = certificate.valid_from
    is_later = begins is not None and (last.valid_from is None or begins > last.valid_from)
    return is_later and certificate.valid_until > last.valid_until
