#!/usr/bin/env python
"""Django's command line for this project."""

import logging
import os
import sys

from django.core.management import execute_from_command_line

from eldercare.console import sentence_about
from eldercare.environment import WrongEnvironment

# As shells answer it: 128 and the number of the signal.
ENDED_BY_CTRL_C = 130


def main() -> None:
    """Run one management command; what stops it from outside is one sentence and exit code 1.

    With --traceback every error shows where it came from.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eldercare.settings")
    # What the pool says at each of its tries is said here once, at the end.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    try:
        execute_from_command_line(sys.argv)
    except WrongEnvironment as wrong:
        sys.exit(str(wrong))
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(ENDED_BY_CTRL_C)
    except Exception as error:
        sentence = None if "--traceback" in sys.argv else sentence_about(error)
        if sentence is None:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
