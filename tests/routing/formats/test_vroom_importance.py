"""What VROOM puts first: priority, then the number of tasks, then cost to the last fraction."""

import json

import pytest

from routing.formats import vroom
from routing.problem import ProblemError
from tests.routing.formats.vroom_answers import our_answer, steps_of
from tests.routing.formats.vroom_documents import Document

DURATIONS = [[0, 100, 110, 120], [100, 0, 30, 40], [110, 30, 0, 50], [120, 40, 50, 0]]


def vehicle(**said: object) -> Document:
    return {"id": 1, "start_index": 0, "end_index": 0, **said}


def day(*vehicles: Document, jobs: int = 0, shipments: int = 0) -> Document:
    """Jobs at the first place away from the start, shipments from the second to the third."""
    return {
        "jobs": [{"id": each + 1, "location_index": 1} for each in range(jobs)],
        "shipments": [
            {
                "pickup": {"id": each + 1, "location_index": 2},
                "delivery": {"id": each + 1, "location_index": 3},
            }
            for each in range(shipments)
        ],
        "vehicles": list(vehicles),
        "matrices": {"car": {"durations": DURATIONS}},
    }


@pytest.mark.parametrize(("most", "jobs", "shipments"), [(1, 1, 0), (3, 1, 1), (5, 1, 2)])
def test_a_job_is_one_task_and_a_shipment_two(most: int, jobs: int, shipments: int) -> None:
    answer = our_answer(day(vehicle(max_tasks=most), jobs=2, shipments=2), 20)
    served = [len(steps_of(answer, kind)) for kind in ("job", "pickup", "delivery")]
    assert served == [jobs, shipments, shipments]


def test_tasks_are_no_load_in_the_answer() -> None:
    document = day(vehicle(max_tasks=3, capacity=[4]), jobs=2, shipments=2)
    for each in document["shipments"]:
        each["amount"] = [2]
    (route,) = our_answer(document, 20)["routes"]
    assert route["delivery"] == [2]
    assert {tuple(step["load"]) for step in route["steps"]} == {(0,), (2,)}


def test_a_shipment_counts_more_than_a_job_where_only_one_fits() -> None:
    document = day(vehicle(max_travel_time=290), jobs=1, shipments=1)
    assert steps_of(our_answer(document, 20), "delivery")


def test_nothing_is_left_out_because_the_way_there_is_dear() -> None:
    document = day(vehicle(), jobs=1)
    document["matrices"]["car"]["costs"] = [[0 if a == b else 6_000_000 for a in range(4)] for b in range(4)]
    answer = our_answer(document, 5)
    assert answer["unassigned"] == []
    assert answer["summary"]["cost"] == 12_000_000


def test_cheap_hours_still_tell_a_short_way_from_a_long_one() -> None:
    document = day(vehicle(costs={"per_hour": 20}))
    document["jobs"] = [{"id": each, "location_index": each} for each in (1, 2, 3)]
    document["matrices"]["car"]["durations"] = [
        [0, 80, 20, 60],
        [80, 0, 60, 10],
        [20, 60, 0, 80],
        [60, 10, 80, 0],
    ]
    (route,) = our_answer(document, 50)["routes"]
    assert route["duration"] == 150
    assert route["cost"] == 150 * 20 // 3600


def test_times_of_the_calendar_need_no_window_of_the_vehicle() -> None:
    document = day(vehicle(), jobs=1)
    document["jobs"][0]["time_windows"] = [[1_700_000_000, 1_700_003_600]]
    (step,) = steps_of(our_answer(document, 5), "job")
    assert 1_700_000_000 <= step["arrival"] + step["waiting_time"] <= 1_700_003_600


def test_a_cost_that_is_no_whole_number_is_refused_by_name() -> None:
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(day(vehicle(costs={"per_task_hour": 0.5}), jobs=1)))
    assert caught.value.field == "vehicles[0].costs.per_task_hour"


def test_the_type_of_a_vehicle_says_nothing_where_no_task_lasts_longer_by_it() -> None:
    assert our_answer(day(vehicle(type="bicycle"), jobs=1), 5)["unassigned"] == []


@pytest.mark.parametrize("name", ["service_per_type", "setup_per_type"])
def test_durations_by_type_that_are_no_whole_numbers_are_refused_by_name(name: str) -> None:
    document = day(vehicle(type="bicycle"), jobs=1)
    document["jobs"][0][name] = {"bicycle": -300}
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(document))
    assert (caught.value.field, caught.value.subject) == (f"jobs[0].{name}.bicycle", "1")


def test_hours_that_cost_beside_a_matrix_of_costs_are_refused_by_name() -> None:
    document = day(vehicle(costs={"per_hour": 20}), jobs=1)
    document["matrices"]["car"]["costs"] = DURATIONS
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(document))
    assert caught.value.field == "vehicles.costs.per_hour"


def test_a_type_that_is_no_word_is_refused_by_name() -> None:
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(day(vehicle(type=7), jobs=1)))
    assert caught.value.field == "vehicles[0].type"
