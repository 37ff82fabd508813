import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.live.wire import LARGEST_SEQ, LONGEST_MESSAGE, Malformed, Wish, read_wishes, written

UNREADABLE = [
    None,
    "",
    "{",
    "null",
    "[]",
    "5",
    "[" * 100_000,
    '"' + "x" * LONGEST_MESSAGE + '"',
    "{}",
    '{"subscribe": {}}',
    '{"subscribe": []}',
    '{"subscribe": [5]}',
    '{"subscribe": [{}]}',
    '{"subscribe": [{"station": 5}]}',
    '{"subscribe": [{"station": ""}]}',
    '{"subscribe": [{"station": "a\\u0000b"}]}',
    '{"subscribe": [{"station": "\\ud800"}]}',
    '{"subscribe": [{"station": "' + "S" * 25 + '"}]}',
    '{"subscribe": [{"station": "S1", "elder": "E1"}]}',
    '{"subscribe": [{"station": "S1", "since": -1}]}',
    '{"subscribe": [{"station": "S1", "since": 1.5}]}',
    '{"subscribe": [{"station": "S1", "since": true}]}',
    '{"subscribe": [{"station": "S1", "since": "1"}]}',
    '{"subscribe": [{"station": "S1", "since": NaN}]}',
    f'{{"subscribe": [{{"station": "S1", "since": {LARGEST_SEQ + 1}}}]}}',
]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_a_subscription_is_malformed(text: str | None) -> None:
    with pytest.raises(Malformed):
        read_wishes(text)


@given(
    st.text()
    | st.recursive(st.integers() | st.text(), st.lists).map(lambda value: written({"subscribe": value}))
)
def test_any_text_is_read_or_malformed_and_nothing_else(text: str) -> None:
    try:
        wishes = read_wishes(text)
    except Malformed:
        return
    assert all(isinstance(wish, Wish) for wish in wishes)


def test_stations_and_elders_are_read_with_their_since_which_is_0_when_not_said() -> None:
    text = '{"subscribe": [{"station": "S1", "since": 7}, {"elder": "E1"}]}'
    assert read_wishes(text) == [Wish(7, station="S1"), Wish(0, elder="E1")]
