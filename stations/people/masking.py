"""What is shown of a person to somebody who has not given a reason to see more."""

import re
from collections.abc import Iterable

from stations.places.models import AdminDivision, DivisionLevel

STAR = "*"
# An identity number, a mobile number as people space it, or any other long run of digits.
LONG_NUMBER = re.compile(r"\d{17}[\dXx](?!\d)|(?<!\d)1[3-9]\d(?:[ -]?\d){8}(?!\d)|\d{7,}")


def masked_name(name: str) -> str:
    """The first character and two stars, whatever the length: 张三丰 → 张**; of a single one, nothing."""
    shown = name.strip()
    return f"{shown[0]}**" if len(shown) > 1 else STAR * 2 if shown else ""


def masked_phone(phone: str) -> str:
    """138****1234 for a mobile number; of other long numbers the last two digits only."""
    shown = phone.strip()
    if len(shown) == 11 and shown.isdecimal():
        return f"{shown[:3]}****{shown[-4:]}"
    return STAR * 4 + shown[-2:] if len(shown) > 6 else STAR * 4 if shown else ""


def masked_id_number(number: str) -> str:
    """150***********1234 for an 18-character number; nothing of any other."""
    shown = number.strip()
    if len(shown) == 18:
        return f"{shown[:3]}{STAR * 11}{shown[-4:]}"
    return STAR * 8 if shown else ""


def masked_credential_number(number: str) -> str:
    """****1234 for a number of eight and more, as it may be an identity number; nothing of a shorter one."""
    shown = number.strip()
    return STAR * 4 + (shown[-4:] if len(shown) >= 8 else "") if shown else ""


def masked_address(division: AdminDivision) -> str:
    """District and subdistrict only, e.g. 东胜区交通街道; select `division__parent__parent` with it."""
    names: list[str] = []
    here: AdminDivision | None = division
    while here is not None and here.level != DivisionLevel.CITY:
        if here.level != DivisionLevel.COMMUNITY:
            names.insert(0, here.name)
        # The city is not named, so it is not read either: in a list that would be a query a row.
        here = None if here.level == DivisionLevel.DISTRICT else here.parent
    return "".join(names)


def masked_words(text: str, names: Iterable[str] = ()) -> str:
    """What somebody wrote, with these names masked, and numbers by which a person is found."""
    for name in filter(None, names):
        text = text.replace(name, masked_name(name))
    return LONG_NUMBER.sub(_masked_number, text)


def _masked_number(found: re.Match[str]) -> str:
    number = re.sub(r"[ -]", "", found[0])
    return masked_id_number(number) if len(number) == 18 else masked_phone(number)


def masked_text(text: str) -> str:
    """Eight stars for anything that may not be shown at all; an empty text stays empty."""
    return STAR * 8 if text.strip() else ""
