"""Who signs in to the city, with what, and what identifies its elders at the door.

Passwords and tokens are drawn afresh each time, never from the seed: a seed is public.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from dispatch.visits.door import proof_digest
from dispatch.visits.models import DoorProof, ProofKind
from eldercare.demo.city.households import Household
from eldercare.demo.city.staff import Worker
from stations.people.acts import give_second_factor
from stations.people.models import Account, Caregiver, Elder, FamilyBinding, MachineToken, Relation, Role
from stations.people.tokens import digest_of, fresh_token
from stations.places.models import AdminDivision, CareStation

# Elders of each station who use the app themselves, and those whose family does.
WITH_ACCOUNT, WITH_FAMILY = 3, 5
LOGIN_CARER = 2
TOKEN_LABEL = "simulated day"


@dataclass
class Keys:
    """What the city hands out: passwords of one account a role, tokens and codes for the day."""

    logins: dict[str, dict[str, str]] = field(default_factory=dict)
    operators: dict[str, str] = field(default_factory=dict)
    caregivers: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    door_codes: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the logins, and beside them the simulated day's tokens; readable by the owner only."""
        _write_private(path, self.logins)
        _write_private(
            simulation_file(path),
            {
                "operators": self.operators,
                "caregivers": self.caregivers,
                "families": self.families,
                "offices": self.offices,
                "door_codes": self.door_codes,
            },
        )


def simulation_file(logins: Path) -> Path:
    """Where the simulated day's tokens are, given where the logins are."""
    return logins.with_name("simulation.json")


def _write_private(path: Path, content: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.touch(mode=0o600)
    half.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    half.replace(path)


def open_station(station: CareStation, keys: Keys) -> Account:
    """The account of the station's operator, with a token for the simulated day."""
    operator = _account(Role.STATION_OPERATOR, f"operator-{station.code.lower()}", f"{station.name}调度员")
    operator.station = station
    operator.save()
    keys.operators[station.code] = _tokens([operator])[0]
    return operator


def open_workers(workers: Sequence[Worker], keys: Keys, *, visitor: Caregiver | None) -> list[Account]:
    """Accounts of caregivers; the visitor's own gets no token, so nobody else moves for them."""
    accounts = []
    for worker in workers:
        caregiver = worker.caregiver
        account = _account(Role.CAREGIVER, f"carer-{caregiver.number.lower()}", caregiver.name)
        account.caregiver = caregiver
        accounts.append(account)
    Account.objects.bulk_create(accounts)
    simulated = [account for account in accounts if account.caregiver != visitor]
    for account, token in zip(simulated, _tokens(simulated), strict=True):
        keys.caregivers[str(account.caregiver.number if account.caregiver else "")] = token
    return accounts


def open_homes(
    households: Sequence[Household], at: datetime, keys: Keys
) -> tuple[list[Account], list[Account]]:
    """Accounts of the first elders and of the first families, and a door code for everybody."""
    elders = [house.elder for house in households]
    own = [
        _account(Role.ELDER, f"elder-{elder.number.lower()}", elder.name) for elder in elders[:WITH_ACCOUNT]
    ]
    for account, elder in zip(own, elders, strict=False):
        account.elder = elder
    family = [
        _account(Role.FAMILY_MEMBER, f"family-{elder.number.lower()}", elder.emergency_name)
        for elder in elders[:WITH_FAMILY]
    ]
    Account.objects.bulk_create([*own, *family])
    FamilyBinding.objects.bulk_create(
        FamilyBinding(account=account, elder=elder, relation=Relation.CHILD, verified_at=at)
        for account, elder in zip(family, elders, strict=False)
    )
    for elder, token in zip(elders, _tokens(family), strict=False):
        keys.families[elder.number] = token
    _issue_codes(elders, at, keys)
    return own, family


def _issue_codes(elders: Sequence[Elder], at: datetime, keys: Keys) -> None:
    proofs = []
    for elder in elders:
        code = keys.door_codes[elder.number] = secrets.token_hex(8)
        digest = proof_digest(elder, ProofKind.QR_CODE, code)
        proofs.append(DoorProof(elder=elder, kind=ProofKind.QR_CODE, digest=digest, issued_at=at))
    DoorProof.objects.bulk_create(proofs)


def open_offices(city: AdminDivision, keys: Keys) -> list[Account]:
    """The city's regulator and the administrator of the installation, with tokens for the simulated day."""
    regulator = _account(Role.REGULATOR, "regulator", f"{city.name}民政局")
    regulator.division = city
    administrator = _account(Role.ADMINISTRATOR, "administrator", "系统管理员")
    offices = Account.objects.bulk_create([regulator, administrator])
    keys.offices = dict(zip(("regulator", "administrator"), _tokens(offices), strict=True))
    return offices


def give_passwords(accounts: Mapping[Role, Account], keys: Keys) -> None:
    """A fresh password for one account of each role, to be shown to whoever started the demonstration.

    Where the role may not sign in without a second factor, its otpauth:// address is beside it.
    """
    for role, account in accounts.items():
        password = secrets.token_urlsafe(12)
        account.set_password(password)
        account.save(update_fields=["password"])
        login = {"username": account.username, "password": password}
        if account.station:
            login["station"] = account.station.code
        if role in settings.SECOND_FACTOR_ROLES:
            login["otpauth"] = give_second_factor(account=account).address
        keys.logins[role.value] = login


def _account(role: Role, username: str, display_name: str) -> Account:
    return Account(role=role, username=username, display_name=display_name, password=make_password(None))


def _tokens(accounts: Sequence[Account]) -> list[str]:
    tokens = [fresh_token() for _ in accounts]
    MachineToken.objects.bulk_create(
        MachineToken(account=account, digest=digest_of(token), label=TOKEN_LABEL)
        for account, token in zip(accounts, tokens, strict=True)
    )
    return tokens
