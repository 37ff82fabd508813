#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line

from eldercare.environment import WrongEnvironment


def main() -> None:
    """Run one management command; a wrong environment is one sentence and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eldercare.settings")
    try:
        execute_from_command_line(sys.argv)
    except WrongEnvironment as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
