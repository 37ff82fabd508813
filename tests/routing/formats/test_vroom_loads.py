"""Amounts of jobs and shipments in several dimensions, all against one capacity."""

import json
from pathlib import Path
from typing import Any

import pytest

from routing.formats import vroom
from routing.problem import ProblemError
from tests.routing.formats.vroom_answers import importance, our_answer, real_answer, steps_of
from tests.routing.formats.vroom_documents import Document, with_jobs_and_shipments

TABLE = [[0, 100, 100], [100, 0, 100], [100, 100, 0]]


@pytest.mark.parametrize("seed", range(6))
def test_jobs_and_shipments_are_served_at_no_more_cost_than_by_vroom_itself(
    seed: int, tmp_path: Path
) -> None:
    document = with_jobs_and_shipments(seed)
    answer = our_answer(document)
    assert importance(answer) <= importance(real_answer(document, tmp_path))
    assert _over_capacity(document, answer) == []


def test_every_step_tells_what_is_on_board() -> None:
    shipment = {"amount": [0, 2], **_halves()}
    job = {"id": 3, "location_index": 2, "delivery": [1, 0], "pickup": [0, 1]}
    answer = our_answer(_day([3, 2], jobs=[job], shipments=[shipment]), 60)
    assert answer["summary"]["unassigned"] == 0
    (route,) = answer["routes"]
    assert (route["delivery"], route["pickup"]) == ([1, 2], [0, 3])
    told = {step["type"]: step["load"] for step in route["steps"]}
    assert told["start"] == [1, 0]
    assert told["end"] == [0, 1]
    # There is no room for both the shipment and what the job picks up.
    assert list(told) == ["start", "pickup", "delivery", "job", "end"]


def test_a_shipment_too_large_in_one_dimension_stays_behind() -> None:
    answer = our_answer(_day([3, 1], shipments=[{"amount": [0, 2], **_halves()}]), 5)
    assert [(each["type"], each["id"]) for each in answer["unassigned"]] == [("pickup", 1), ("delivery", 2)]
    assert answer["unassigned"][0]["reasons"]["finding"] == "impossible"


@pytest.mark.parametrize("seed", range(6))
def test_breaks_with_a_load_allowed_cost_no_more_than_by_vroom_itself(seed: int, tmp_path: Path) -> None:
    document = with_jobs_and_shipments(seed)
    for vehicle in document["vehicles"]:
        window = [2000 * (seed % 3), 9000]
        vehicle["breaks"] = [{"id": 1, "service": 300, "time_windows": [window], "max_load": [seed % 2, 1]}]
    answer = our_answer(document)
    assert importance(answer) <= importance(real_answer(document, tmp_path))
    pauses = steps_of(answer, "break")
    assert all(step["load"][0] <= seed % 2 and step["load"][1] <= 1 for step in pauses)


def test_a_break_waits_until_little_is_on_board() -> None:
    job = {"id": 3, "location_index": 1, "delivery": [2]}
    pause = {"id": 1, "service": 60, "time_windows": [[0, 90]]}
    document = _day([3], jobs=[job])
    document["vehicles"][0]["breaks"] = [{**pause, "max_load": [1]}]
    assert our_answer(document, 5)["summary"]["unassigned"] == 1
    document["vehicles"][0]["breaks"] = [{**pause, "max_load": [2]}]
    assert our_answer(document, 5)["summary"]["unassigned"] == 0


@pytest.mark.parametrize("most", [[1, 1], [], [-1], 1, "x"])
def test_what_may_be_on_board_at_a_break_has_the_dimensions_of_all_amounts(most: Any) -> None:
    document = _day([3], jobs=[{"id": 3, "location_index": 1, "delivery": [2]}])
    document["vehicles"][0]["breaks"] = [{"id": 1, "time_windows": [[0, 90]], "max_load": most}]
    with pytest.raises(ProblemError, match=r"vehicles\.breaks\.max_load"):
        vroom.read(json.dumps(document))


def _halves() -> Document:
    return {"pickup": {"id": 1, "location_index": 1}, "delivery": {"id": 2, "location_index": 2}}


def _day(capacity: list[int], **tasks: Any) -> Document:
    vehicle = {"id": 1, "start_index": 0, "end_index": 0, "capacity": capacity}
    return {**tasks, "vehicles": [vehicle], "matrices": {"car": {"durations": TABLE}}}


def _over_capacity(document: Document, answer: Any) -> list[Any]:
    """Steps with more on board than fits, counted anew from the document's own amounts."""
    capacity = {each["id"]: each["capacity"] for each in document["vehicles"]}
    jobs = {each["id"]: each for each in document["jobs"]}
    amounts = {each[half]["id"]: each["amount"] for each in document["shipments"] for half in _halves()}
    found = []
    for route in answer["routes"]:
        steps, most = route["steps"], capacity[route["vehicle"]]
        load = [
            sum(jobs[step["id"]]["delivery"][rank] for step in steps if step["type"] == "job")
            for rank in range(len(most))
        ]
        for step in steps:
            if step["type"] in ("pickup", "delivery"):
                sign = 1 if step["type"] == "pickup" else -1
                load = [there + sign * more for there, more in zip(load, amounts[step["id"]], strict=True)]
            elif step["type"] == "job":
                changes = zip(load, jobs[step["id"]]["pickup"], jobs[step["id"]]["delivery"], strict=True)
                load = [there + more - less for there, more, less in changes]
            if load != step["load"] or any(there > limit for there, limit in zip(load, most, strict=True)):
                found.append((step, load))
    return found
