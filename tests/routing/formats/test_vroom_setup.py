"""VROOM's setup: paid by whoever comes from elsewhere, its beginning inside the windows."""

from typing import Any

from tests.routing.formats.vroom_answers import our_answer, steps_of
from tests.routing.formats.vroom_documents import Document

TABLE = [[0, 100, 100], [100, 0, 100], [100, 100, 0]]


def day(*jobs: Document, **vehicle: Any) -> Document:
    """One vehicle from the first place and back, on duty all day."""
    own = {"id": 1, "start_index": 0, "end_index": 0, "time_window": [0, 10_000], **vehicle}
    return {"jobs": list(jobs), "vehicles": [own], "matrices": {"car": {"durations": TABLE}}}


def test_setup_begins_in_the_window_even_where_it_lasts_longer_than_the_window() -> None:
    late = {"id": 1, "location_index": 1, "setup": 234, "service": 10, "time_windows": [[1273, 1342]]}
    answer = our_answer(day(late), 5)
    (step,) = steps_of(answer, "job")
    assert 1273 <= step["arrival"] + step["waiting_time"] <= 1342
    assert (step["setup"], step["service"]) == (234, 10)


def test_no_break_at_the_place_swallows_the_setup() -> None:
    job = {"id": 1, "location_index": 1, "setup": 500, "service": 60}
    pause = {"id": 1, "service": 60, "time_windows": [[50, 150]]}
    answer = our_answer(day(job, breaks=[pause]), 5)
    (step,) = steps_of(answer, "job")
    (end,) = steps_of(answer, "end")
    assert (step["setup"], step["service"]) == (500, 60)
    assert end["arrival"] >= 100 + 60 + 500 + 60 + 100


def test_a_window_that_setup_would_miss_is_reached_by_sparing_it() -> None:
    first = {"id": 1, "location_index": 1, "setup": 300, "service": 60}
    short = {"id": 2, "location_index": 1, "setup": 300, "service": 60, "time_windows": [[460, 460]]}
    answer = our_answer(day(first, short), 5)
    assert [(each["id"], each["setup"]) for each in steps_of(answer, "job")] == [(1, 300), (2, 0)]


def test_setup_is_spared_at_the_second_job_of_a_place() -> None:
    jobs = [{"id": each, "location_index": 1, "setup": 300, "service": 60} for each in (1, 2)]
    assert sorted(each["setup"] for each in steps_of(our_answer(day(*jobs), 5), "job")) == [0, 300]


def test_setup_of_a_second_pickup_at_a_place_is_spared() -> None:
    shipments = [
        {
            "pickup": {"id": each, "location_index": 1, "setup": 300, "service": 30},
            "delivery": {"id": each + 10, "location_index": 2},
        }
        for each in (1, 2)
    ]
    answer = our_answer({**day(), "shipments": shipments}, 20)
    assert sorted(each["setup"] for each in steps_of(answer, "pickup")) == [0, 300]
    assert answer["summary"]["cost"] == 300


def test_setup_of_a_pickup_is_told_apart_from_its_service() -> None:
    shipment = {
        "pickup": {"id": 1, "location_index": 1, "setup": 90, "service": 30},
        "delivery": {"id": 2, "location_index": 2, "setup": 40, "service": 20},
    }
    answer = our_answer({**day(), "shipments": [shipment]}, 5)
    (pickup,), (delivery,) = steps_of(answer, "pickup"), steps_of(answer, "delivery")
    assert (pickup["setup"], pickup["service"]) == (90, 30)
    assert (delivery["setup"], delivery["service"]) == (40, 20)
    assert answer["summary"]["setup"] == 130
