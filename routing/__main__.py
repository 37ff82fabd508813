"""Command line: python -m routing solve | replan | check | explain | bench | schema."""

import sys

try:
    # Takes seconds, in which Ctrl-C is no fault to trace.
    from routing.cli import main
except KeyboardInterrupt:
    sys.exit(130)

sys.exit(main())
