"""python -m routing schema."""

import argparse
from typing import Any

from routing.documents import DOCUMENTS, SCHEMA_FOLDER, schema_text


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("schema", help="print a JSON schema, or renew the published ones")
    parser.add_argument("document", choices=sorted(DOCUMENTS), nargs="?", default="problem")
    parser.add_argument("--publish", action="store_true", help="write routing/schema/*.json")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one schema or write all of them."""
    if not options.publish:
        print(schema_text(options.document), end="")
        return 0
    for name in DOCUMENTS:
        (SCHEMA_FOLDER / f"{name}.json").write_text(schema_text(name))
    return 0
