"""Identity card numbers (GB 11643-1999) and phone numbers, as people write them."""

import re
import unicodedata
from datetime import date

from stations.people.models import Sex

# GB 11643 clause 4.2: weights of the first 17 digits and the check characters by the sum modulo 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
# Nobody born earlier lives: an older year is a slip of the pen.
FIRST_YEAR_OF_BIRTH = 1900
ID_NUMBER = re.compile(r"\d{17}[\dX]")
MOBILE = re.compile(r"1[3-9]\d{9}")
# Area code and number, or a service line such as 12349.
LANDLINE = re.compile(r"(0\d{2,3})?\d{7,8}|\d{5}")


def plain(text: str) -> str:
    """Half-width, without any space, capital letters: １３８ ００１３… → 13800013…."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def plain_phone(text: str) -> str:
    """A phone number without spaces, dashes and the country code."""
    digits = plain(text).replace("-", "")
    return digits.removeprefix("+86")


def check_character(seventeen: str) -> str:
    """The 18th character that GB 11643 gives to the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def is_id_number(number: str, today: date) -> bool:
    """Whether shape, check character and a birth date not after `today` all hold; `number` must be plain."""
    if not ID_NUMBER.fullmatch(number) or not number.isascii():
        return False
    born = birth_date_in(number)
    is_alive = born is not None and born.year >= FIRST_YEAR_OF_BIRTH and born <= today
    return is_alive and check_character(number[:17]) == number[17]


def birth_date_in(number: str) -> date | None:
    """The birth date inside an 18-character number, or None when those digits are no date."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_in(number: str) -> Sex:
    """The sex inside an 18-character number: the 17th digit is odd for men."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def is_phone(number: str) -> bool:
    """Whether a plain number can be dialled: a mobile, a landline or a service line."""
    return bool(MOBILE.fullmatch(number) or LANDLINE.fullmatch(number))
