"""Benchmark instances that lie beside the project, and the checkers that come with them."""

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "benchmarks"


def refusal(checker: str, instance: Path, answer: str) -> str:
    """What the checker beside the instance's folder says against an answer, empty if nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.json"
        path.write_text(answer, encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, instance.parent.parent / f"{checker}_check.py", instance, path],
            capture_output=True,
            text=True,
            check=False,
        )
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr
