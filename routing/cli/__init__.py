"""The commands of `python -m routing`."""

from routing.cli.entry import main

__all__ = ["main"]
