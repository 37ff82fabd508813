"""python -m routing explain IN OUT."""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from routing.documents import read_plan, read_problem
from routing.explain import Certificate, explain
from routing.records import write


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("explain", help="say for each unserved visit why, and what would help")
    parser.add_argument("problem", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--json", action="store_true", help="complete certificates as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one certificate after the other."""
    problem = read_problem(options.problem.read_bytes())
    certificates = explain(problem, read_plan(options.plan.read_bytes()))
    if options.json:
        print(json.dumps([write(each) for each in certificates], ensure_ascii=False, indent=1))
        return 0
    for each in certificates:
        print_certificate(each)
    if not certificates:
        print("every visit is served")
    return 0


def print_certificate(certificate: Certificate) -> None:
    """The finding, what stands in the way with each carer, and what would help."""
    blockers = " ".join(certificate.blockers)
    print(f"{certificate.visit}: {certificate.finding} {blockers}".rstrip())
    if certificate.rules:
        print(f"  forbidden by {' and '.join(certificate.rules)} together")
    by_carer: dict[str, Counter[str]] = {}
    for each in certificate.hindrances:
        by_carer.setdefault(each.carer, Counter())[each.code] += 1
    for carer, codes in by_carer.items():
        print(f"  {carer}: " + ", ".join(f"{code} x{count}" for code, count in codes.most_common()))
    if certificate.relaxation is not None:
        change = certificate.relaxation
        amount = f" by {change.seconds} s" if change.seconds is not None else " given up"
        print(f"  would fit with {change.rule}{amount} {change.carer}".rstrip())
