"""One row of a table, read field by field; what cannot be read goes into the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from stations.ground.imports.cells import date_in, number_in, plain_text, words_in
from stations.ground.imports.columns import Layout
from stations.ground.imports.report import Fault, Report
from stations.ground.imports.sheets import Line

Meant = TypeVar("Meant")


@dataclass(slots=True)
class Row:
    """A line with its columns found; every reader answers None (or empty) after noting a fault."""

    line: Line
    layout: Layout
    report: Report
    sound: bool = True
    # Cells are asked for several times.
    _read: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The line in the file."""
        return self.line.number

    def text(self, field: str) -> str:
        """The cell as plain text; empty when the column is not in the file."""
        if field not in self._read:
            place = self.layout.places.get(field, len(self.line.cells))
            # A short line ends before its last columns.
            self._read[field] = plain_text("".join(self.line.cells[place : place + 1]))
        return self._read[field]

    def needed(self, field: str, *, longest: int) -> str:
        """The cell as plain text of 1 to `longest` characters."""
        text = self.text(field)
        if not text:
            self.wrong(field, "cell_missing")
        return self._not_longer(field, text, longest)

    def optional(self, field: str, *, longest: int) -> str:
        """The cell as plain text of up to `longest` characters."""
        return self._not_longer(field, self.text(field), longest)

    def choice(self, field: str, words: Mapping[str, Meant]) -> Meant | None:
        """What one of a few words means, by its lower-case form; None for an empty cell."""
        text = self.text(field)
        if not text:
            return None
        meant = words.get(text.lower())
        if meant is None:
            self.wrong(field, "word_unknown", words="、".join(dict.fromkeys(words)))
        return meant

    def day(self, field: str) -> date | None:
        """A date; None for an empty cell."""
        text = self.text(field)
        if not text:
            return None
        found = date_in(text)
        if found is None:
            self.wrong(field, "date_unreadable")
        return found

    def number_between(self, field: str, least: float, most: float) -> float | None:
        """A number from `least` to `most`, both included; None for an empty cell."""
        text = self.text(field)
        if not text:
            return None
        found = number_in(text)
        if found is None or not least <= found <= most:
            self.wrong(field, "number_wrong", least=f"{least:g}", most=f"{most:g}")
            return None
        return found

    def whole_between(self, field: str, least: int, most: int) -> int | None:
        """A whole number from `least` to `most`, both included; None for an empty cell."""
        found = self.number_between(field, least, most)
        if found is None:
            return None
        if not found.is_integer():
            self.wrong(field, "number_not_whole")
        return int(found)

    def words(self, field: str, *, longest: int = 20) -> list[str]:
        """A list of words."""
        words = words_in(self.text(field))
        if any(len(word) > longest for word in words):
            self.wrong(field, "cell_too_long", longest=longest)
        return words

    def wrong(self, field: str, code: str, **facts: object) -> None:
        """Note what stops the import of this row."""
        self.sound = False
        self._note(field, code, facts, stops=True)

    def doubtful(self, field: str, code: str, **facts: object) -> None:
        """Note what deserves a look and stops nothing."""
        self._note(field, code, facts, stops=False)

    def _not_longer(self, field: str, text: str, longest: int) -> str:
        if len(text) > longest:
            self.wrong(field, "cell_too_long", longest=longest)
        return text

    def _note(self, field: str, code: str, facts: dict[str, object], *, stops: bool) -> None:
        column = self.layout.columns[field]
        heading = self.layout.headings.get(field, column.headings[0])
        self.report.add(Fault(self.number, heading, column.mask(self.text(field)), code, facts, stops))
