"""VROOM's vehicle types, by which tasks take longer or shorter, and the cost of an hour of tasks."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.routing.formats.vroom_answers import importance, our_answer, real_answer, steps_of
from tests.routing.formats.vroom_documents import Document, with_jobs_and_shipments

TABLE = [[0, 100, 100], [100, 0, 100], [100, 100, 0]]
TYPES = ("van", "bicycle")
HALVES = ("pickup", "delivery")


def day(*jobs: Document, vehicles: tuple[Document, ...]) -> Document:
    """Vehicles from the first place and back, on duty all day."""
    own = [
        {"id": rank, "start_index": 0, "end_index": 0, "time_window": [0, 10_000], **said}
        for rank, said in enumerate(vehicles)
    ]
    return {"jobs": list(jobs), "vehicles": own, "matrices": {"car": {"durations": TABLE}}}


def job(number: int = 1, **said: Any) -> Document:
    return {"id": number, "location_index": 1, "setup": 30, "service": 60, **said}


def with_types(seed: int) -> Document:
    """Jobs and shipments that take types of vehicles longer or shorter, and hours of tasks that cost."""
    random, document = Random(seed), with_jobs_and_shipments(seed)
    tasks = [*document["jobs"], *(each[half] for each in document["shipments"] for half in HALVES)]
    for task in tasks:
        task["setup"] = random.choice([0, 0, 200])
        for name in ("service_per_type", "setup_per_type"):
            task[name] = {each: random.randrange(900) for each in TYPES if random.random() < 0.5}
    for vehicle in document["vehicles"]:
        vehicle["costs"] = {"per_task_hour": random.choice([0, 3600, 7200, 500])}
        vehicle["time_window"] = [0, random.choice([6000, 12_000])]
        if random.random() < 0.8:
            vehicle["type"] = random.choice(TYPES)
    return document


def test_a_task_lasts_as_long_as_the_type_of_its_vehicle_says() -> None:
    by_type = job(service_per_type={"bicycle": 400}, setup_per_type={"bicycle": 50, "van": 70})
    (step,) = steps_of(our_answer(day(by_type, vehicles=({"type": "bicycle"},)), 5), "job")
    assert (step["setup"], step["service"]) == (50, 400)
    (step,) = steps_of(our_answer(day(by_type, vehicles=({"type": "van"},)), 5), "job")
    assert (step["setup"], step["service"]) == (70, 60)


def test_a_vehicle_without_a_type_takes_as_long_as_usual() -> None:
    by_type = job(service_per_type={"van": 400}, setup_per_type={"bicycle": 50})
    (step,) = steps_of(our_answer(day(by_type, vehicles=({},)), 5), "job")
    assert (step["setup"], step["service"]) == (30, 60)


def test_a_pickup_lasts_as_long_as_the_type_of_its_vehicle_says() -> None:
    shipment = {
        "pickup": job(1, service_per_type={"van": 5}, setup_per_type={"van": 6}),
        "delivery": job(2, location_index=2, service_per_type={"van": 7}, setup_per_type={"van": 8}),
    }
    answer = our_answer({**day(vehicles=({"type": "van"},)), "shipments": [shipment]}, 5)
    (pickup,), (delivery,) = steps_of(answer, "pickup"), steps_of(answer, "delivery")
    assert (pickup["setup"], pickup["service"]) == (6, 5)
    assert (delivery["setup"], delivery["service"]) == (8, 7)


def test_the_type_decides_who_can_come_in_time() -> None:
    quick = job(service_per_type={"bicycle": 20_000})
    answer = our_answer(day(quick, vehicles=({"type": "bicycle"}, {"type": "van"})), 20)
    assert [route["vehicle"] for route in answer["routes"]] == [1]


def test_an_hour_of_tasks_costs_what_the_vehicle_says_and_setup_counts() -> None:
    answer = our_answer(day(job(), vehicles=({"costs": {"per_task_hour": 7200}},)), 5)
    assert answer["summary"]["cost"] == answer["routes"][0]["cost"] == 200 + 2 * 90


def test_a_fraction_of_a_second_s_cost_is_not_lost() -> None:
    jobs = [job(each, setup=0) for each in range(30)]
    answer = our_answer(day(*jobs, vehicles=({"costs": {"per_task_hour": 1}},)), 5)
    assert answer["summary"]["cost"] == 200
    answer = our_answer(day(*jobs, vehicles=({"costs": {"per_task_hour": 7}},)), 5)
    assert answer["summary"]["cost"] == 200 + 30 * 60 * 7 // 3600


def test_breaks_are_no_tasks() -> None:
    pause = {"id": 1, "service": 600, "time_windows": [[0, 9000]]}
    answer = our_answer(day(job(), vehicles=({"costs": {"per_task_hour": 3600}, "breaks": [pause]},)), 5)
    assert answer["summary"]["cost"] == 200 + 90


def test_nothing_is_left_out_because_its_hours_are_dear() -> None:
    long = job(service=9000)
    answer = our_answer(day(long, vehicles=({"costs": {"per_task_hour": 36_000_000}},)), 5)
    assert answer["unassigned"] == []


@pytest.mark.parametrize("seed", range(6))
def test_tasks_by_type_cost_no_more_than_by_vroom_itself(seed: int, tmp_path: Path) -> None:
    document = with_types(seed)
    assert importance(our_answer(document)) <= importance(real_answer(document, tmp_path))
