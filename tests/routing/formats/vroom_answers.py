"""Answers to a VROOM document: VROOM's own and ours."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from routing.check import check
from routing.formats import vroom
from routing.solver import solve
from tests.routing.formats.vroom_documents import Document

REAL_VROOM = Path(sys.executable).with_name("vroom")


def real_answer(document: Document, folder: Path) -> Any:
    path = folder / "in.json"
    path.write_text(json.dumps(document))
    ran = subprocess.run([REAL_VROOM, "-i", path], check=True, capture_output=True, timeout=60)
    return json.loads(ran.stdout)


def our_answer(document: Document, iterations: int = 400) -> Any:
    text = json.dumps(document)
    problem = vroom.read(text)
    plan = solve(problem, iterations=iterations)
    assert check(problem, plan).feasible
    return json.loads(vroom.write(text, problem, plan))


def importance(answer: Any) -> tuple[int, int, int]:
    """VROOM's order: most priority, fewest unassigned, least cost."""
    summary = answer["summary"]
    return (-summary["priority"], summary["unassigned"], summary["cost"])


def steps_of(answer: Any, kind: str) -> list[Any]:
    """All steps of a kind."""
    return [step for route in answer["routes"] for step in route["steps"] if step["type"] == kind]
