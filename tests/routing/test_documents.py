import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

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
from routing.problem import (
    Carer,
    ForGrade,
    Kitchen,
    Part,
    Place,
    Problem,
    ProblemError,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from routing.records import write
from tests.routing.problems import station_day


def graded_problem() -> Problem:
    """A small one in which everything takes a grade of carers longer, by another number of seconds."""
    one, two, three, four = ((ForGrade("learns", seconds),) for seconds in (301, 302, 303, 304))
    problem = small_problem()
    return replace(
        problem,
        carers=(replace(problem.carers[0], grade="learns", service_cost=7),),
        visits=(replace(problem.visits[0], parts=(Part(300, (), (), one),), setup_by_grade=two),),
        kitchens=(Kitchen("kitchen", "base", loading_by_grade=three, setup_by_grade=four),),
        setup_is_service=True,
    )


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


@pytest.mark.parametrize("made", [small_problem, graded_problem])
def test_a_problem_survives_the_way_through_json(made: Callable[[], Problem]) -> None:
    text = write_problem(made())
    assert write_problem(read_problem(text)) == text
    assert problem_hash(read_problem(text)) == problem_hash(made())


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
    assert refused(small_problem(), old, new) == (field, subject)


@pytest.mark.parametrize(
    ("old", "new", "field", "subject"),
    [
        ("301", "-1", "visits[0].parts[0].service_by_grade[0].seconds", "v1"),
        ("302", "1.5", "visits[0].setup_by_grade[0].seconds", "v1"),
        ("303", "-1", "kitchens[0].loading_by_grade[0].seconds", "kitchen"),
        ('"learns","seconds":304', '"","seconds":304', "kitchens[0].setup_by_grade[0].grade", "kitchen"),
        (
            '{"grade":"learns","seconds":301}',
            '{"grade":"learns","seconds":301},{"grade":"learns","seconds":300}',
            "visits[0].parts[0].service_by_grade",
            "v1",
        ),
        ('"setup_is_service":true', '"setup_is_service":false', "visits.parts.service_by_grade", "v1"),
        ('"service_cost":7', '"service_cost":-7', "carers.service_cost", "lin"),
    ],
)
def test_so_does_bad_input_about_grades(old: str, new: str, field: str, subject: str) -> None:
    assert refused(graded_problem(), old, new) == (field, subject)


def refused(problem: Problem, old: str, new: str) -> tuple[str, str]:
    """Field and id of what is refused, once something in the document of the problem is replaced."""
    text = write_problem(problem)
    assert old in text
    with pytest.raises(ProblemError) as caught:
        read_problem(text.replace(old, new, 1))
    return caught.value.field, caught.value.subject


def test_the_hash_is_that_of_the_whole_document() -> None:
    for problem in (small_problem(), graded_problem(), station_day(3, 12, 4)):
        text = json.dumps(write(problem, complete=True), separators=(",", ":"), sort_keys=True)
        assert "".join(pieces(problem)) == text
        assert problem_hash(problem) == hashlib.sha256(text.encode()).hexdigest()
