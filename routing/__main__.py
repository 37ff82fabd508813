"""Command line: python -m routing solve | check | explain | bench | schema."""

import sys

from routing.cli import main

sys.exit(main())
