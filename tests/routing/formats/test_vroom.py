"""The same documents through VROOM itself and through our door."""

import json
from pathlib import Path

import pytest

from routing.formats import vroom
from routing.problem import ProblemError
from routing.solver import solve
from tests.routing.formats.vroom_answers import importance, our_answer, real_answer
from tests.routing.formats.vroom_documents import Document, with_jobs, with_shipments

SHIPMENT = {half: {"id": 1, "location_index": 1} for half in ("pickup", "delivery")}


@pytest.mark.parametrize("seed", range(5))
def test_jobs_are_served_at_no_more_cost_than_by_vroom_itself(seed: int, tmp_path: Path) -> None:
    document = with_jobs(seed, 12, 3)
    assert importance(our_answer(document)) <= importance(real_answer(document, tmp_path))


@pytest.mark.parametrize("seed", range(3))
def test_shipments_are_served_at_no_more_cost_than_by_vroom_itself(seed: int, tmp_path: Path) -> None:
    document = with_shipments(seed, 8, 2)
    assert importance(our_answer(document)) <= importance(real_answer(document, tmp_path))


def test_the_answer_has_the_fields_of_vrooms_own(tmp_path: Path) -> None:
    document = with_jobs(1, 8, 2)
    ours, real = our_answer(document, 5), real_answer(document, tmp_path)
    assert set(real) <= set(ours)
    assert set(real["summary"]) - {"computing_times"} <= set(ours["summary"])
    assert set(real["routes"][0]) <= set(ours["routes"][0])
    job = next(step for step in real["routes"][0]["steps"] if step["type"] == "job")
    own = next(step for step in ours["routes"][0]["steps"] if step["type"] == "job")
    assert set(job) <= set(own)
    assert set(real["routes"][0]["steps"][0]) <= set(ours["routes"][0]["steps"][0])


def test_what_is_unassigned_has_reasons() -> None:
    document = with_jobs(2, 5, 2)
    document["jobs"][0]["skills"] = [99]
    (entry,) = [each for each in our_answer(document, 5)["unassigned"] if each["id"] == 1]
    assert entry["reasons"]["finding"] == "impossible"
    assert entry["reasons"]["relaxation"]["rule"] == "skill"
    assert {each["vehicle"] for each in entry["reasons"]["vehicles"]} == {1, 2}


def test_steps_are_where_the_search_begins() -> None:
    document = with_jobs(3, 6, 2)
    answer = our_answer(document, 30)
    for route in answer["routes"]:
        vehicle = next(each for each in document["vehicles"] if each["id"] == route["vehicle"])
        vehicle["steps"] = [{"type": each["type"], "id": each.get("id")} for each in route["steps"]]
    text = json.dumps(document)
    problem = vroom.read(text)
    again = solve(problem, iterations=0, warm_start=vroom.warm_start(text, problem))
    assert importance(json.loads(vroom.write(text, problem, again))) <= importance(answer)


def test_coordinates_without_matrices_are_estimated_and_the_answer_says_so() -> None:
    spots = [[109.78, 39.60], [109.79, 39.61], [109.80, 39.60]]
    document = {
        "jobs": [{"id": 1, "location": spots[1]}, {"id": 2, "location": spots[2], "service": 60}],
        "vehicles": [{"id": 1, "start": spots[0], "profile": "bike"}],
    }
    answer = our_answer(document, 5)
    assert answer["summary"]["travel_is_estimate"]
    assert answer["summary"]["unassigned"] == 0
    assert answer["routes"][0]["steps"][-1]["type"] == "job"


@pytest.mark.parametrize("seed", range(4))
def test_vehicles_with_a_most_distance_serve_at_no_more_cost_than_by_vroom_itself(
    seed: int, tmp_path: Path
) -> None:
    document = with_jobs(seed, 8, 2)
    table = document["matrices"]["car"]
    table["distances"] = [[2 * each for each in reversed(row)] for row in table["durations"]]
    for rank in range(len(table["distances"])):
        table["distances"][rank][rank] = 0
    for vehicle in document["vehicles"]:
        vehicle["max_distance"] = 9000 + 3000 * seed
    answer = our_answer(document)
    assert importance(answer) <= importance(real_answer(document, tmp_path))
    assert all(route["distance"] <= 9000 + 3000 * seed for route in answer["routes"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"vehicles": []}, "carers"),
        ({"jobs": [{"id": "x"}]}, "jobs[0].id"),
        ({"jobs": [{"id": 1, "location_index": 1}, {"location_index": 1}]}, "jobs[1].id"),
        ({"vehicles": [{"start_index": 0}]}, "vehicles[0].id"),
        ({"vehicles": [{"id": 1, "start_index": 0, "breaks": [{"id": True}]}]}, "vehicles[0].breaks[0].id"),
        ({"shipments": [SHIPMENT, {**SHIPMENT, "pickup": {}}]}, "shipments[1].pickup.id"),
        ({"jobs": [{"id": 1, "location_index": 77}]}, "jobs.location_index"),
        ({"jobs": [{"id": 1, "location_index": 1, "service": -4}]}, "jobs.service"),
        ({"jobs": [{"id": 1, "location_index": 1, "time_windows": [[5]]}]}, "jobs.time_windows"),
        ({"matrices": {"car": {"durations": [[0, 1]] * 4}}}, "travel.seconds"),
        ({"vehicles": [{"id": 1}]}, "vehicles.start"),
        ({"vehicles": [{"id": 1, "start_index": 0, "max_distance": 9}]}, "vehicles.max_distance"),
        ({"jobs": [{"id": 1, "location_index": 1, "priority": -1}]}, "jobs.priority"),
        ({"jobs": [{"id": 1, "location_index": 1, "priority": 101}]}, "jobs.priority"),
        ({"jobs": [{"id": 1, "location_index": 1, "service_per_type": {"": 3}}]}, "jobs.service_per_type"),
        (
            {"jobs": [{"id": 1, "location_index": 1, "setup_per_type": {"van": "3"}}]},
            "jobs[0].setup_per_type.van",
        ),
        ({"shipments": [SHIPMENT, {"pickup": 3}]}, "shipments[1]"),
        ({"shipments": [SHIPMENT, {**SHIPMENT, "priority": -1}]}, "shipments[1].priority"),
        ({"shipments": [SHIPMENT, {**SHIPMENT, "skills": [-1]}]}, "shipments[1].skills"),
        ({"shipments": [SHIPMENT, {**SHIPMENT, "amount": [-1]}]}, "shipments[1].amount"),
    ],
)
def test_what_cannot_be_honoured_is_refused_by_name(change: Document, field: str) -> None:
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps({**with_jobs(1, 3, 1), **change}))
    assert caught.value.field == field
