"""What is wrong in a table, cell by cell."""

from dataclasses import dataclass, field

from stations.ground.messages import area_sentences

AREA = "imports"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong (or doubtful, which does not stop an import) in one cell; `value` is masked already."""

    line: int
    column: str
    value: str
    code: str
    facts: dict[str, object]
    stops: bool

    def text(self, language: str) -> str:
        """What is wrong and what to do, in a language of the catalogue."""
        return area_sentences(language, AREA)[self.code].format_map(self.facts)


@dataclass(slots=True)
class Report:
    """All faults of a table, in the order of its lines."""

    faults: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        self.faults.append(fault)

    @property
    def bad_lines(self) -> set[int]:
        """Lines with something that stops the import."""
        return {fault.line for fault in self.faults if fault.stops}

    @property
    def doubtful_lines(self) -> set[int]:
        """Lines that would be imported and deserve a look."""
        return {fault.line for fault in self.faults if not fault.stops} - self.bad_lines

    def in_order(self) -> list[Fault]:
        """Faults by line."""
        return sorted(self.faults, key=lambda fault: fault.line)
