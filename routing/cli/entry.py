"""Reads the command line and tells every refusal in one line."""

import argparse
import sys
from collections.abc import Sequence

from routing.cli import (
    bench_command,
    check_command,
    explain_command,
    replan_command,
    schema_command,
    solve_command,
)
from routing.cli.statuses import INFEASIBLE, STOPPED, UNUSABLE
from routing.problem import ProblemError
from routing.solver import CancelledError, PlanRefusedError

COMMANDS = (
    solve_command,
    replan_command,
    check_command,
    explain_command,
    bench_command,
    schema_command,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is success, 1 an infeasible plan, 2 input that cannot be used, 130 a Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ProblemError as error:
        return _refuse(f"problem: {error}", UNUSABLE)
    except PlanRefusedError as error:
        return _refuse(f"plan refused by the check: {error}", INFEASIBLE)
    except (CancelledError, KeyboardInterrupt):
        return _refuse("stopped: there is no plan", STOPPED)
    except OSError as error:
        return _refuse(f"file: {error.strerror}: {error.filename}", UNUSABLE)


def _refuse(text: str, status: int) -> int:
    print(text.replace("\n", " "), file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m routing", description="Plan care rounds.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        command.register(commands)
    return parser
