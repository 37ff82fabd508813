"""What an import of one kind of table has to bring."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from stations.ground.imports.columns import Column
from stations.ground.imports.rows import Row

# Called with how many of how many rows are read.
Tick = Callable[[int, int], None]


class Changes(Protocol):
    """What an import would write."""

    @property
    def new(self) -> int:
        """Rows that would be added."""

    @property
    def changed(self) -> int:
        """Rows that are there and would change."""

    @property
    def unchanged(self) -> int:
        """Rows that are there exactly so."""

    def write(self) -> None:
        """Write new and changed rows; runs inside the import's transaction."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table: its columns, and the judge that reads all rows and finds what would be written."""

    name: str
    columns: tuple[Column, ...]
    judge: Callable[[Sequence[Row], Tick], Changes]


def told(rows: Sequence[Row], tick: Tick) -> Iterator[Row]:
    """The rows one after another, telling how far they have come."""
    for done, row in enumerate(rows):
        tick(done, len(rows))
        yield row
    tick(len(rows), len(rows))
