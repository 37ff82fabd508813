"""VROOM's breaks: started in any of their windows, and no dearer than VROOM itself takes them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.formats import vroom
from routing.problem import ProblemError, Window
from tests.routing.formats.vroom_answers import importance, our_answer, real_answer, steps_of
from tests.routing.formats.vroom_documents import Document, with_breaks


def breaks_of(answer: Any) -> list[tuple[int, int, int]]:
    """(id, start, seconds) of the breaks taken, in order."""
    return [
        (step["id"], step["arrival"] + step["waiting_time"], step["service"])
        for step in steps_of(answer, "break")
    ]


def day(windows: list[list[int]], *jobs: Document, **vehicle: Any) -> Document:
    """One vehicle from the first place, with one break of five minutes; the second place is 1000 s away."""
    pause = {"id": 7, "service": 300, "time_windows": windows}
    own = {"id": 1, "start_index": 0, "time_window": [1000, 9000], "breaks": [pause], **vehicle}
    table = [[0, 1000], [1000, 0]]
    return {"jobs": list(jobs), "vehicles": [own], "matrices": {"car": {"durations": table}}}


def test_all_windows_that_reach_into_the_vehicles_are_kept_and_cut_to_it() -> None:
    windows = [[0, 999], [1001, 2000], [999, 1000], [8500, 9500], [9600, 9700]]
    (carer,) = vroom.read(json.dumps(day(windows, {"id": 1, "location_index": 0}))).carers
    assert carer.breaks[0].windows == (Window(1000, 1000), Window(1001, 2000), Window(8500, 9000))


def test_a_break_is_told_with_its_description() -> None:
    document = day([[1000, 2000]], {"id": 1, "location_index": 0})
    document["vehicles"][0]["breaks"][0]["description"] = "lunch"
    (step,) = steps_of(our_answer(document, 5), "break")
    assert step["description"] == "lunch"


@pytest.mark.parametrize("windows", [[[0, 999]], [[0, 999], [9001, 9500]]])
def test_a_break_outside_the_vehicles_time_is_refused(windows: list[list[int]]) -> None:
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(day(windows)))
    assert (caught.value.field, caught.value.subject) == ("vehicles.breaks.time_windows", "7")


def test_overlapping_windows_are_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(day([[1000, 3000], [2000, 4000]])))
    assert (caught.value.field, caught.value.subject) == ("carers.breaks.windows", "7")


@pytest.mark.parametrize(
    ("opens", "start"),
    [(1000, 2500), (2500, 1200)],
    ids=["after a job that takes the first window", "before a job that takes the second"],
)
def test_a_break_is_taken_in_the_window_that_leaves_a_job_its_time(opens: int, start: int) -> None:
    job = {"id": 1, "location_index": 0, "service": 1000, "time_windows": [[opens, opens]]}
    answer = our_answer(day([[1200, 1300], [2500, 2600]], job), 5)
    assert (answer["summary"]["unassigned"], breaks_of(answer)) == (0, [(7, start, 300)])


def test_a_break_is_taken_before_the_way_where_its_windows_are_shut_after_it() -> None:
    job = {"id": 1, "location_index": 1, "time_windows": [[2300, 2300]]}
    answer = our_answer(day([[1000, 1100], [2200, 2200]], job, time_window=[1000, 2600]), 5)
    assert (answer["summary"]["unassigned"], breaks_of(answer)) == (0, [(7, 1000, 300)])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_every_break_of_a_used_vehicle_starts_in_one_of_its_windows(seed: int, jobs: int) -> None:
    document = with_breaks(seed, jobs)
    (vehicle,) = document["vehicles"]
    answer = our_answer(document, 20)
    taken = breaks_of(answer)
    assert {each for each, _, _ in taken} == {each["id"] for each in vehicle["breaks"] if answer["routes"]}
    for number, start, seconds in taken:
        wanted = vehicle["breaks"][number]
        assert seconds == wanted["service"]
        assert any(opens <= start <= closes for opens, closes in wanted["time_windows"])
        assert vehicle["time_window"][0] <= start <= start + seconds <= vehicle["time_window"][1]


@pytest.mark.parametrize("seed", range(5))
def test_they_cost_no_more_than_by_vroom_itself(seed: int, tmp_path: Path) -> None:
    document = with_breaks(seed, 6)
    assert importance(our_answer(document, 100)) <= importance(real_answer(document, tmp_path))
