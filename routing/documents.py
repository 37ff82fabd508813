"""Problems and plans as JSON documents, and the hash that names a problem."""

import hashlib
import json
from pathlib import Path
from typing import Any

from routing.plan import Plan
from routing.problem import Problem, ProblemError
from routing.records import read, schema, write

SCHEMA_FOLDER = Path(__file__).parent / "schema"
DOCUMENTS: dict[str, type[Any]] = {"problem": Problem, "plan": Plan}


def parse(text: str | bytes) -> Any:
    """JSON data of a text; ProblemError says where it stops being JSON."""
    try:
        return json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProblemError("document", "", f"is not JSON: {error}") from None


def read_problem(text: str | bytes) -> Problem:
    return read(Problem, parse(text))


def write_problem(problem: Problem) -> str:
    return json.dumps(write(problem), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_plan(text: str | bytes) -> Plan:
    return read(Plan, parse(text))


def write_plan(plan: Plan) -> str:
    return json.dumps(write(plan), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def problem_hash(problem: Problem) -> str:
    """SHA-256 of the document with every field written out, in hexadecimal.

    Defaults are part of it, so a changed default cannot hide behind an old hash.
    """
    text = json.dumps(write(problem, complete=True), separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def schema_text(name: str) -> str:
    """The published schema of "problem" or "plan", as it must stand in routing/schema/."""
    return json.dumps(schema(DOCUMENTS[name]), ensure_ascii=False, indent=1) + "\n"
