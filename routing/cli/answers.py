"""Answers on disk: complete or not at all."""

from pathlib import Path


def keep(output: Path, text: str) -> None:
    """Write beside the place and move there, so that nobody reads half an answer."""
    part = output.with_name(output.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(output)
