"""Command line: python -m routing solve | replan | check | explain | bench | schema."""

import sys


def _run() -> int:
    try:
        from routing.cli import main  # noqa: PLC0415  # takes seconds, in which Ctrl-C is no fault to trace
    except KeyboardInterrupt:
        return 130
    return main()


sys.exit(_run())
