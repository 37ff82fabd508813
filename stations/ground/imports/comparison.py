"""What of a table is new, changed, or there already."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Model

Kept = TypeVar("Kept", bound=Model)
ROWS_AT_ONCE = 500


@dataclass(slots=True)
class Comparison(Generic[Kept]):
    """Rows to add, rows to change with the fields that differ, and how many are there exactly so."""

    model: type[Kept]
    added: list[Kept] = field(default_factory=list)
    altered: list[Kept] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    unchanged: int = 0

    @property
    def new(self) -> int:
        """Rows that would be added."""
        return len(self.added)

    @property
    def changed(self) -> int:
        """Rows that would change."""
        return len(self.altered)

    def compare(self, there: Kept, wanted: dict[str, object]) -> bool:
        """Take over what differs from a row that is there, and answer whether anything does.

        An empty cell leaves what is there.
        """
        differing = {
            name: value
            for name, value in wanted.items()
            if value not in (None, "", []) and getattr(there, name) != value
        }
        if not differing:
            self.unchanged += 1
            return False
        for name, value in differing.items():
            setattr(there, name, value)
        self.fields |= set(differing)
        self.altered.append(there)
        return True

    def write(self) -> None:
        """Write what is new and what changed."""
        self.model._default_manager.bulk_create(self.added, batch_size=ROWS_AT_ONCE)
        self.write_altered()

    def write_altered(self) -> None:
        """Write what changed, only the fields that differ somewhere."""
        if self.altered:
            self.model._default_manager.bulk_update(
                self.altered, sorted(self.fields), batch_size=ROWS_AT_ONCE
            )
