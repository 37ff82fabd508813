import hashlib
import json

import pytest

from routing.documents import (
    DOCUMENTS,
    SCHEMA_FOLDER,
    pieces,
    problem_hash,
    read_problem,
    schema_text,
    write_problem,
)
from routing.problem import Carer, Part, Place, Problem, ProblemError, Shift, TravelMatrix, Visit, Window
from routing.records import write
from tests.routing.problems import station_day


def small_problem() -> Problem:
    return Problem(
        places=(Place("base"), Place("home")),
        carers=(Carer("lin", (Shift(0, 3600, "base", "base"),)),),
        visits=(Visit("v1", "home", (Part(300),), windows=(Window(0, 1000),)),),
        travel=(TravelMatrix("bike", [[0, 60], [60, 0]]),),  # type: ignore[arg-type]  # lists are converted
    )


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_published_schema_is_current(name: str) -> None:
    assert (SCHEMA_FOLDER / f"{name}.json").read_text() == schema_text(name)


def test_a_problem_survives_the_way_through_json() -> None:
    text = write_problem(small_problem())
    assert write_problem(read_problem(text)) == text
    assert problem_hash(read_problem(text)) == problem_hash(small_problem())


@pytest.mark.parametrize(
    ("old", "new", "field", "subject"),
    [
        ('"bike"', '"car"', "carers.mode", "lin"),
        ("3600", "-1", "carers[0].shifts[0].until", "lin"),
        ('"from":0', '"from":-1', "carers[0].shifts[0].from", "lin"),
        ("3600", "0", "carers[0].shifts[0]", "lin"),
        ('"mode":"bike"', '"mode":"bike","paces":[{"from":-1,"permille":1}]', "travel[0].paces[0].from", ""),
        ("[0,60]", "[0]", "travel.seconds", "bike"),
        ("[0,60]", "[0,NaN]", "travel.seconds", "bike"),
        ('"place":"home"', '"place":"moon"', "visits.place", "v1"),
        ('"place":"home"', '"plaice":"home"', "visits[0].plaice", "v1"),
        ("1000", "true", "visits[0].windows[0].until", "v1"),
        ('"service_seconds":300', "", "visits[0].parts[0].service_seconds", "v1"),
        ("300", "3e99", "visits[0].parts[0].service_seconds", "v1"),
    ],
)
def test_bad_input_names_the_field_and_the_id(old: str, new: str, field: str, subject: str) -> None:
    text = write_problem(small_problem())
    assert old in text
    with pytest.raises(ProblemError) as caught:
        read_problem(text.replace(old, new, 1))
    assert (caught.value.field, caught.value.subject) == (field, subject)


def test_the_hash_is_that_of_the_whole_document() -> None:
    for problem in (small_problem(), station_day(3, 12, 4)):
        text = json.dumps(write(problem, complete=True), separators=(",", ":"), sort_keys=True)
        assert "".join(pieces(problem)) == text
        assert problem_hash(problem) == hashlib.sha256(text.encode()).hexdigest()
