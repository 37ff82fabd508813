"""Cells about a person: sex, phone and identity number."""

from datetime import date

from stations.ground.imports.rows import Row
from stations.people.identity import is_id_number, is_phone, plain, plain_phone
from stations.people.models import Sex

SEXES = {
    "女": Sex.FEMALE,
    "female": Sex.FEMALE,
    "f": Sex.FEMALE,
    "男": Sex.MALE,
    "male": Sex.MALE,
    "m": Sex.MALE,
}


def phone_in(row: Row, field: str) -> str:
    """A phone number that can be dialled; empty for an empty cell."""
    phone = plain_phone(row.text(field))
    if phone and not is_phone(phone):
        row.wrong(field, "phone_wrong")
    return phone


def id_number_in(row: Row, field: str, today: date) -> str:
    """An identity number whose check character and birth date hold; empty for an empty cell."""
    number = plain(row.text(field))
    if number and not is_id_number(number, today):
        # Excel keeps 15 digits of a number and fills up with zeros.
        rounded = (len(number) == 18 and number.endswith("000")) or "E+" in number
        row.wrong(field, "id_number_rounded" if rounded else "id_number_wrong")
    return number
