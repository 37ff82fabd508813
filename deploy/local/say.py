"""What the person at the terminal reads: steps, and troubles with their remedy."""

import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Trouble(Exception):
    """Something stands in the way; the text says what it is and what to do."""


DISK_FULL = "The disk is full. Free at least 3 GB and run the same command again; it goes on from there."


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announce a step and how long it took."""
    began = time.monotonic()
    say(f"· {name} …")
    yield
    say(f"  done in {time.monotonic() - began:.1f} s")


def explain(error: BaseException) -> str:
    """The sentence for what stopped a command."""
    if isinstance(error, Trouble):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted. Run the same command again; it repairs what was left half way."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return DISK_FULL
    raise error


def run_and_explain(main: Callable[[], None]) -> int:
    """Run a command's main function; a trouble becomes one clear sentence and exit code 1."""
    try:
        main()
    except (Trouble, KeyboardInterrupt, OSError) as error:
        print(f"\n{explain(error)}", file=sys.stderr, flush=True)
        return 1
    return 0
