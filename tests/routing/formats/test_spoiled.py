"""Foreign documents with something wrong in them: read, or refused by name, never a crash."""

import json
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.cli.formats import FORMATS
from routing.formats import hhcrsp, solomon, uhhc, vroom
from routing.problem import ProblemError
from tests.routing.formats.test_benchmarks import HHCRSP, SOLOMON
from tests.routing.formats.vroom_documents import with_jobs, with_shipments
from tests.routing.test_fuzz import JUNK, paths, spoiled

UHHC: dict[str, Any] = {
    "metadata": {"cost_components": {"travel_time": 1, "total_tardiness": "HARD"}, "origin": "made"},
    "services": [{"id": "s1", "default_duration": 5}],
    "terminal_points": [{"id": "d1", "distance_matrix_index": 0}],
    "caregivers": [
        {
            "id": "c1",
            "departing_point": "d1",
            "working_shift": {"start": 0, "end": 90},
            "abilities": ["s1"],
            "lunch_break": True,
        }
    ],
    "patients": [
        {
            "id": "p1",
            "distance_matrix_index": 1,
            "required_services": [{"service": "s1", "duration": 5}],
            "time_windows": [{"start": 3, "end": 9}],
            "preferred_caregivers": ["c1"],
            "synchronization": {"type": "sequential", "distance": {"min": 1, "max": 2}},
        }
    ],
    "lunch_breaks": {"start": 30, "end": 60, "min_duration": 5},
    "distances": [[0, 7], [7, 0]],
}
STEPS = [{"type": "start"}, {"type": "job", "id": 1}]
SPOTS: dict[str, Any] = {
    "jobs": [{"id": 1, "location": [15.6, 48.4]}],
    "vehicles": [
        {"id": 1, "start": [15.6, 48.41], "profile": "car", "steps": STEPS, "costs": {"per_hour": 3600}}
    ],
}
DOCUMENTS = [
    ("hhcrsp", HHCRSP),
    ("uhhc", UHHC),
    ("vroom", with_jobs(1, 3, 2)),
    ("vroom", with_shipments(1, 2, 2)),
    ("vroom", SPOTS),
]
PLACES = [(name, document, path) for name, document in DOCUMENTS for path in paths(document)]
HUGE: list[Any] = [float("inf"), 10**30, 10**400, -1.5, "拼音", {"id": []}]
MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(("name", "document"), DOCUMENTS)
def test_as_they_are_they_can_be_read(name: str, document: Any) -> None:
    assert FORMATS[name].read(json.dumps(document)).visits


@MANY
@given(place=st.sampled_from(PLACES), junk=st.sampled_from([*JUNK, *HUGE]))
def test_with_a_value_replaced_they_are_read_or_refused(place: Any, junk: Any) -> None:
    name, document, path = place
    read_or_refused(name, spoiled(document, path, junk))


@MANY
@given(place=st.sampled_from(PLACES))
def test_with_a_value_left_out_they_are_read_or_refused(place: Any) -> None:
    name, document, path = place
    shortened = deepcopy(document)
    around: Any = shortened
    for key in path[:-1]:
        around = around[key]
    del around[path[-1]]
    read_or_refused(name, shortened)


def read_or_refused(name: str, document: Any) -> None:
    text = json.dumps(document)
    with suppress(ProblemError):
        FORMATS[name].warm_start(text, FORMATS[name].read(text))


@pytest.mark.parametrize(
    ("path", "junk", "field", "subject"),
    [
        (("patients", 0, "time_window"), [9, 3], "windows", "p1"),
        (("patients", 0, "time_window"), [9], "patients[0].time_window", "p1"),
        (("patients", 0, "required_caregivers"), [], "patients[0].required_caregivers", "p1"),
        (("patients", 0, "synchronization", "distance"), None, "patients.synchronization.distance", "p1"),
        (("patients", 0, "id"), 7, "patients[0].id", "7"),
        (("caregivers", 1, "abilities"), "s1", "caregivers[1].abilities", "c2"),
        (("distances", 0, 1), float("nan"), "distances[0][1]", ""),
        (("distances",), [[0]], "travel.seconds", "any"),
    ],
)
def test_the_field_and_the_id_of_hhcrsp_are_named(path: Any, junk: Any, field: str, subject: str) -> None:
    refused_by(hhcrsp.read, json.dumps(spoiled(HHCRSP, path, junk)), field, subject)


@pytest.mark.parametrize(
    ("path", "junk", "field", "subject"),
    [
        (("patients", 0, "time_windows"), [{"start": 9}], "patients[0].time_windows[0].end", "p1"),
        (("caregivers", 0, "working_shift"), {"start": 9, "end": 3}, "shifts", "c1"),
        (("caregivers", 0, "departing_point"), "d9", "caregivers.departing_point", "c1"),
        (("caregivers", 0, "arrival_point"), "d9", "caregivers.arrival_point", "c1"),
        (("metadata", "cost_components"), {"working_time": 1}, "metadata.cost_components", "working_time"),
        (("patients", 0, "synchronization", "type"), "soon", "patients[0].synchronization.type", "p1"),
        (
            ("metadata", "cost_components"),
            {"travel_time": "dear"},
            "metadata.cost_components.travel_time",
            "",
        ),
    ],
)
def test_the_field_and_the_id_of_uhhc_are_named(path: Any, junk: Any, field: str, subject: str) -> None:
    refused_by(uhhc.read, json.dumps(spoiled(UHHC, path, junk)), field, subject)


@pytest.mark.parametrize(
    ("path", "junk", "field", "subject"),
    [
        (("vehicles",), 3, "vehicles", ""),
        (("vehicles", 0, "time_window"), [5], "vehicles[0].time_window", "1"),
        (("vehicles", 0, "costs"), {"per_hour": 10**11}, "vehicles[0].costs.per_hour", "1"),
        (("vehicles", 0, "steps"), [3], "vehicles[0].steps[0]", "1"),
        (("jobs", 0, "location"), [1], "jobs[0].location", "1"),
    ],
)
def test_the_field_and_the_id_of_vroom_are_named(path: Any, junk: Any, field: str, subject: str) -> None:
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(spoiled(SPOTS, path, junk)))
    assert caught.value.field == field
    assert not subject or caught.value.subject == subject


@pytest.mark.parametrize(
    ("read", "document", "needs"),
    [(uhhc.read, UHHC, "required_services"), (hhcrsp.read, HHCRSP, "required_caregivers")],
)
def test_a_service_lasts_what_is_said_and_else_what_its_kind_does(
    read: Any, document: Any, needs: str
) -> None:
    def seconds(duration: Any) -> int:
        told = spoiled(document, ("patients", 0, needs, 0, "duration"), duration)
        return int(read(json.dumps(told)).visits[0].parts[0].service_seconds)

    assert seconds(0) == 0
    assert seconds(None) == seconds(5) > 0


@pytest.mark.parametrize(
    ("read", "document", "needs"),
    [(uhhc.read, UHHC, "required_services"), (hhcrsp.read, HHCRSP, "required_caregivers")],
)
def test_a_service_whose_duration_nothing_tells_is_refused_by_name(
    read: Any, document: Any, needs: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        read(json.dumps(spoiled(document, ("patients", 0, needs, 0), {"service": "ghost"})))
    assert (caught.value.field, caught.value.subject) == (f"patients.{needs}.duration", "p1")
    assert caught.value.text == "is missing, and service 'ghost' has no default_duration; give one of them"


@pytest.mark.parametrize(
    ("path", "junk"),
    [
        (("jobs", 0, "service"), [1] * 1000),
        (("jobs", 0, "skills"), ["x"] * 1000),
        (("jobs", 0, "time_windows"), [[1.5] * 1000]),
        (("jobs", 0, "location_index"), "x" * 1000),
        (("vehicles", 0, "breaks"), [{"id": 1, "max_load": [1] * 1000}]),
    ],
)
def test_what_is_refused_in_a_document_of_vroom_is_quoted_no_longer_than_needed(path: Any, junk: Any) -> None:
    with pytest.raises(ProblemError) as caught:
        vroom.read(json.dumps(spoiled(with_jobs(1, 3, 1), path, junk)))
    assert len(caught.value.text) < 150


def test_a_customer_of_solomon_that_is_no_row_of_numbers_is_not_left_out_in_silence() -> None:
    for broken in ("2 6 8 6 10 60 x", "2 6 8 6 10 60", "2 6 8 6 10 60 5 5", "2 6.5 8 6 10 60 5", "two"):
        text = SOLOMON.rstrip().rsplit("\n", 1)[0] + f"\n{broken}\n"
        refused_by(solomon.read, text, "CUSTOMER", broken)


def test_numbers_of_solomon_beyond_all_measure_are_refused() -> None:
    refused_by(solomon.read, SOLOMON.replace("  6         8", f"  {10**30} 8"), "CUSTOMER", "2")
    refused_by(solomon.read, SOLOMON.replace("10        60", "70        60"), "windows", "2")


def test_vehicles_of_solomon_that_no_customer_is_left_for_are_not_made() -> None:
    assert len(solomon.read(SOLOMON.replace("  2         10", f"  {10**9} 10")).carers) == 2


def refused_by(read: Any, text: str, field: str, subject: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read(text)
    assert (caught.value.field, caught.value.subject) == (field, subject)
