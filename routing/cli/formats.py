"""The formats that problems come in and answers go out."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from routing.documents import read_problem, write_plan
from routing.formats import hhcrsp, solomon, uhhc, vroom
from routing.plan import Plan
from routing.problem import Problem, ProblemError


@dataclass(frozen=True)
class Form:
    """How to read a text as a problem, write the answer to it, and state its total in the text's own unit.

    `writes_from_text` tells whether an answer takes the text itself; else that need not be kept for it.
    """

    read: Callable[[str], Problem]
    write: Callable[[str, Problem, Plan], str]
    objective: Callable[[str, int], float]
    warm_start: Callable[[str, Problem], Plan | None] = lambda text, problem: None
    writes_from_text: bool = True

    def text_of(self, path: Path) -> str:
        """Text of a file, unpacked if it is gzipped."""
        raw = path.read_bytes()
        try:
            return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise ProblemError("document", path.name, f"cannot be read as text: {error}") from None


def _write_native(text: str, problem: Problem, plan: Plan) -> str:
    return write_plan(plan)


def _native_total(text: str, total: int) -> float:
    return float(total)


FORMATS = {
    "native": Form(read_problem, _write_native, _native_total, writes_from_text=False),
    "hhcrsp": Form(hhcrsp.read, hhcrsp.write, hhcrsp.objective),
    "solomon": Form(solomon.read, solomon.write, solomon.objective),
    "uhhc": Form(uhhc.read, uhhc.write, uhhc.objective),
    "vroom": Form(vroom.read, vroom.write, vroom.objective, vroom.warm_start),
}
