"""Problems and plans as JSON documents, and the hash that names a problem."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from routing.json_matrices import MatrixDecoder
from routing.plan import Plan
from routing.problem import Problem, ProblemError
from routing.records import json_name, read, schema, write

SCHEMA_FOLDER = Path(__file__).parent / "schema"
DOCUMENTS: dict[str, type[Any]] = {"problem": Problem, "plan": Plan}


def parse(text: str | bytes) -> Any:
    """JSON data of a text; ProblemError says where it stops being JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits are a ValueError too
        raise ProblemError("document", "", f"is not JSON: {error}") from None


def _with_matrices(text: str | bytes) -> Any:
    """As `parse`, with matrices as arrays: of 2,000 places a fifth of the memory."""
    try:
        return json.loads(text, cls=MatrixDecoder)
    except RecursionError:  # Python itself descends less far than what is compiled
        return parse(text)
    except ValueError as error:
        raise ProblemError("document", "", f"is not JSON: {error}") from None


def read_problem(text: str | bytes) -> Problem:
    """The problem of a document; ProblemError names the first field that is none or does not fit."""
    return read(Problem, _with_matrices(text))


def write_problem(problem: Problem) -> str:
    """The document of a problem, in one line and sorted; fields at their defaults are left out."""
    return json.dumps(write(problem), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_plan(text: str | bytes) -> Plan:
    """The plan of a document, not judged; ProblemError names the first field that is none."""
    return read(Plan, parse(text))


def write_plan(plan: Plan) -> str:
    """The document of a plan, in one line and sorted; fields at their defaults are left out."""
    return json.dumps(write(plan), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def problem_hash(problem: Problem) -> str:
    """SHA-256 of the document with every field written out, in hexadecimal.

    Defaults are part of it, so a changed default cannot hide behind an old hash.
    """
    digest = hashlib.sha256()
    for piece in pieces(problem):
        digest.update(piece.encode())
    return digest.hexdigest()


def pieces(value: Any) -> Iterator[str]:
    """The document with every field written out and sorted, matrices row by row: never whole in memory."""
    if is_dataclass(value):
        yield "{"
        for rank, field in enumerate(sorted(fields(value), key=json_name)):
            yield f"{',' if rank else ''}{json.dumps(json_name(field))}:"
            yield from pieces(getattr(value, field.name))
        yield "}"
    elif isinstance(value, tuple | list | np.ndarray):
        yield "["
        for rank, each in enumerate(value):
            yield "," if rank else ""
            yield from pieces(each) if not isinstance(each, np.ndarray) else [_spelled(each.tolist())]
        yield "]"
    else:
        yield _spelled(write(value))


def _spelled(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def schema_text(name: str) -> str:
    """The published schema of "problem" or "plan", as it must stand in routing/schema/."""
    return json.dumps(schema(DOCUMENTS[name]), ensure_ascii=False, indent=1) + "\n"
