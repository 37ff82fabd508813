"""Documents whose matrices are read row by row: the same problem or the same refusal as when read whole."""

import json
import tracemalloc
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from routing.documents import parse, read_problem, write_problem
from routing.json_matrices import MatrixDecoder
from routing.problem import Problem, ProblemError
from routing.records import read
from tests.routing.problems import station_day
from tests.routing.test_fuzz import JUNK, paths, spoiled
from tests.routing.whole_problems import Maker

TEXT = write_problem(station_day(5, 4, 2))
DOCUMENT = json.loads(TEXT)
NUMBERS: list[Any] = [
    [[1, 2], [3, 4]],
    [[1, 2], [3]],
    [[1, 2], [3, 4.0]],
    [[1, 2.5], [3, 4]],
    [[1, 2], [3, None]],
    [[1, True], [3, 4]],
    [[1, 2], [3, "4"]],
    [[1, 2], []],
    [[1, 2], 3],
    [[1, -2], [3, 4]],
    [[1, 2**63], [3, 4]],
    [[1, 10**400], [3, 4]],
    [[1, float("inf")], [3, 4]],
    [[1, 2, 3], [4, 5, 6]],
    [[[1, 2], [3, 4]], [[5, 6], [7, 8]]],
    [{"id": 1}, [[1, 2], [3, 4]]],
    [[1, 2], {"id": [[1, 2], [3, 4]]}],
    {"id": [[1, 2], [3, 4]]},
    [{"seconds": [[1, 2], [3, 4]]}],
    '"seconds":[[1,2],[3,4]]',
]
LAYOUTS: list[dict[str, Any]] = [{}, {"indent": 1}, {"indent": "\t"}, {"separators": (" ,", " : ")}]
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def told(reading: Callable[[str | bytes], Problem], text: str | bytes) -> str:
    """The problem that is read, with how its matrices are kept, or the refusal."""
    try:
        problem = reading(text)
    except ProblemError as error:
        return f"refused: {error.field!r} of {error.subject!r}: {error.text}"
    kept = [(each.seconds.dtype, each.seconds.flags.writeable) for each in problem.travel]
    return f"{write_problem(problem)} {kept}"


def read_whole(text: str | bytes) -> Problem:
    """As `read_problem`, by json alone."""
    return read(Problem, parse(text))


def assert_read_alike(text: str | bytes) -> None:
    assert told(read_problem, text) == told(read_whole, text)


@MANY
@given(chance=st.randoms(use_true_random=False), layout=st.sampled_from(LAYOUTS))
def test_a_whole_problem_is_read_alike(chance: Random, layout: dict[str, Any]) -> None:
    try:
        problem = Maker(chance).problem()
    except ProblemError:
        return
    assert_read_alike(json.dumps(json.loads(write_problem(problem)), **layout).encode())


@settings(MANY, max_examples=600)
@given(data=st.data(), layout=st.sampled_from(LAYOUTS), count=st.integers(1, 3))
def test_a_document_with_values_replaced_is_read_or_refused_alike(
    data: st.DataObject, layout: dict[str, Any], count: int
) -> None:
    document = DOCUMENT
    for _ in range(count):
        path = data.draw(st.sampled_from(list(paths(document))))
        document = spoiled(document, path, data.draw(st.sampled_from([*JUNK, *NUMBERS])))
    assert_read_alike(json.dumps(document, **layout))


@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize(
    "path",
    [
        *(("travel",), ("travel", 0)),
        *(("travel", 1, name) for name in ("mode", "seconds", "meters", "costs")),
        *(("visits",), ("visits", 0, "id"), ("carers", 0, "shifts"), ("same_carer",), ("day",), ("unknown",)),
    ],
)
def test_numbers_where_they_do_not_belong_are_refused_alike(path: tuple[Any, ...], numbers: Any) -> None:
    assert_read_alike(json.dumps(spoiled(DOCUMENT, path, numbers)))


@settings(MANY, max_examples=600)
@given(
    places=st.lists(st.integers(0, len(TEXT)), min_size=1, max_size=3),
    piece=st.sampled_from([*' \n[]{},:"\\0-.e\x00é', "]]", "[[", "],[", '"seconds":[[1]],', "NaN", "null,"]),
    length=st.integers(0, 3),
)
@example(places=[TEXT.index("[[") + 2], piece="", length=len(TEXT))
def test_a_text_with_characters_replaced_is_read_or_refused_alike(
    places: list[int], piece: str, length: int
) -> None:
    text = TEXT
    for place in places:
        text = text[:place] + piece + text[place + length :]
    assert_read_alike(text)


@pytest.mark.parametrize("nested", [100, 300])
def test_what_is_nested_deeper_than_python_itself_reads_is_refused_alike(nested: int) -> None:
    assert_read_alike('{"places":' + '[{"id":' * nested + "[[1]]" + "}]" * nested + "}")
    assert_read_alike('{"places":' * nested)


def test_what_is_nested_deeper_than_json_reads_is_refused_alike() -> None:
    for reading in (read_problem, read_whole):
        refusal = told(reading, '{"places":[' * 50_000)
        assert refusal.startswith("refused: 'document' of '': is not JSON: maximum recursion depth exceeded")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le", "latin-1"])
def test_bytes_are_read_alike_however_coded(coding: str) -> None:
    assert_read_alike(TEXT.replace("home3", "höme3").encode(coding))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_matrices_come_as_arrays_that_the_problem_keeps(layout: dict[str, Any]) -> None:
    data = json.loads(json.dumps(DOCUMENT, **layout), cls=MatrixDecoder)
    matrix = data["travel"][0]["seconds"]
    assert isinstance(matrix, np.ndarray)
    assert read(Problem, data).travel[0].seconds is matrix


@pytest.mark.parametrize(
    "rows",
    [[[1, 2], [3]], [[1, 2], 3], [[1, 2], [3, 4.0]], [[1, 2], [True, 4]], [[1, 2], [3, 2**63]], [[1], []]],
)
def test_rows_that_make_no_matrix_of_whole_numbers_stay_lists(rows: Any) -> None:
    assert repr(json.loads(json.dumps(rows), cls=MatrixDecoder)) == repr(rows)


def test_reading_takes_little_memory_beside_the_matrices() -> None:
    text = write_problem(station_day(5, 150, 3))
    assert peak(read_problem, text) < 0.5 * peak(read_whole, text)


def peak(reading: Callable[[str | bytes], Problem], text: str) -> int:
    """Bytes that reading takes at most, beside the text."""
    tracemalloc.start()
    try:
        reading(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
