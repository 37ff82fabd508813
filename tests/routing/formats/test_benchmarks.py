"""Benchmark formats against the independent checkers that stand beside the project, where they do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from routing.check import check
from routing.cli.formats import FORMATS
from routing.formats import hhcrsp, solomon, uhhc
from routing.problem import ProblemError
from routing.solver import solve

SHARED = Path(__file__).parents[4] / "shared" / "benchmarks"
beside = pytest.mark.skipif(not SHARED.exists(), reason="the benchmark instances are not beside the project")

INSTANCES = [
    ("solomon", "vrptw", "C103.txt"),
    ("hhcrsp", "hhcrsp", "InstanzCPLEX_HCSRP_10_3.json"),
    ("uhhc", "uhhc", "small_instance-009.json"),
    ("uhhc", "uhhc", "validation_i-134.json"),
    ("uhhc", "uhhc", "bazirha_E5.json"),
]


@beside
@pytest.mark.parametrize(("form_name", "folder", "name"), INSTANCES)
def test_the_independent_checker_accepts_the_answer_and_finds_the_same_objective(
    form_name: str, folder: str, name: str, tmp_path: Path
) -> None:
    form = FORMATS[form_name]
    instance, answer = SHARED / folder / name, tmp_path / "answer.json"
    text = form.text_of(instance)
    problem = form.read(text)
    plan = solve(problem, iterations=400)
    answer.write_text(form.write(text, problem, plan))
    command = [sys.executable, str(SHARED / f"{folder}_check.py"), str(instance), str(answer)]
    command += [] if folder == "vrptw" else ["--json"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    told = json.loads(ran.stdout)
    assert ran.returncode == 0, told
    objective = next(told[name] for name in ("objective", "total", "distance") if name in told)
    assert form.objective(text, check(problem, plan).total) == pytest.approx(objective, abs=0.01)


SOLOMON = """TINY

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME
    0      0         0          0          0       100          0
    1      3         4          6          0        50          5
    2      6         8          6         10        60          5
"""


def test_a_fleet_of_two_carries_what_one_cannot() -> None:
    problem = solomon.read(SOLOMON)
    plan = solve(problem, iterations=20)
    assert sorted(json.loads(solomon.write(SOLOMON, problem, plan))["routes"]) == [[1], [2]]
    assert solomon.objective(SOLOMON, check(problem, plan).total) == 30.0


HHCRSP = {
    "patients": [
        {
            "id": "p1",
            "time_window": [10, 12],
            "required_caregivers": [{"service": "s1", "duration": 5}, {"service": "s2", "duration": 5}],
            "synchronization": {"type": "sequential", "distance": [3, 4]},
        }
    ],
    "services": [{"id": "s1", "default_duration": 5}, {"id": "s2", "default_duration": 5}],
    "caregivers": [{"id": "c1", "abilities": ["s1"]}, {"id": "c2", "abilities": ["s2"]}],
    "distances": [[0, 7.5], [7.5, 0]],
}


def test_ordered_services_keep_their_distance_and_late_starts_cost() -> None:
    text = json.dumps(HHCRSP)
    problem = hhcrsp.read(text)
    plan = solve(problem, iterations=5)
    routes = json.loads(hhcrsp.write(text, problem, plan))["routes"]
    assert [routes["c1"][0]["start"], routes["c2"][0]["start"]] == [10.0, 13.0]
    # 30 of travel, one unit late, which is the largest lateness too
    assert hhcrsp.objective(text, check(problem, plan).total) == pytest.approx((30 + 1 + 1) / 3)


@pytest.mark.parametrize("text", ["", "{}", "VEHICLE\n0 0\n", "[1]", '{"patients": 3}'])
@pytest.mark.parametrize("read", [hhcrsp.read, uhhc.read, solomon.read])
def test_what_is_no_instance_is_refused(read: object, text: str) -> None:
    assert callable(read)
    with pytest.raises(ProblemError):
        read(text)
