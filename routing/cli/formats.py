"""The formats that problems come in and answers go out."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from routing.documents import read_problem, write_plan
from routing.plan import Plan
from routing.problem import Problem, ProblemError


@dataclass(frozen=True)
class Form:
    """How to read a text as a problem, and how to write the answer to that text."""

    read: Callable[[str], Problem]
    write: Callable[[str, Problem, Plan], str]

    def text_of(self, path: Path) -> str:
        """Text of a file, unpacked if it is gzipped."""
        raw = path.read_bytes()
        try:
            return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise ProblemError("document", path.name, f"cannot be read as text: {error}") from None


def _write_native(text: str, problem: Problem, plan: Plan) -> str:
    return write_plan(plan)


FORMATS = {"native": Form(read_problem, _write_native)}
