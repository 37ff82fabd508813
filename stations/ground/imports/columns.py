"""Columns by the headings people give them."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from stations.ground.imports.masks import masked_cell
from stations.ground.imports.refusals import ColumnsMissing, ColumnTwice


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, the headings it goes by (Chinese first), and how its cells are masked."""

    field: str
    headings: tuple[str, ...]
    needed: bool = True
    mask: Callable[[str], str] = masked_cell


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column is in a file, and under which heading."""

    columns: Mapping[str, Column]
    places: Mapping[str, int]
    headings: Mapping[str, str]


def layout_of(headers: Sequence[str], columns: Sequence[Column]) -> Layout:
    """Find the columns among the headings; headings nobody knows are left aside.

    Raises ColumnsMissing or ColumnTwice.
    """
    known = {_plain(heading): column.field for column in columns for heading in column.headings}
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        name = known.get(_plain(header))
        if name is None:
            continue
        if name in places:
            raise ColumnTwice(columns=f"{headers[places[name]]}, {header}")
        places[name] = place
    missing = [column.headings[0] for column in columns if column.needed and column.field not in places]
    if missing:
        raise ColumnsMissing(columns=", ".join(missing), found=", ".join(filter(None, headers))[:200])
    return Layout(
        {column.field: column for column in columns},
        places,
        {name: headers[place].strip() for name, place in places.items()},
    )


def _plain(heading: str) -> str:
    """A heading without spaces, required marks, units in brackets and letter case."""
    normal = "".join(unicodedata.normalize("NFKC", heading).split()).lower()
    return normal.strip("*").split("(", 1)[0].replace("_", "")
