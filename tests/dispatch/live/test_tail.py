import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.live.tail import Row, StationTail


def rows(first: int, last: int) -> list[Row]:
    return [Row(seq, elder_id=1, message={"seq": seq}) for seq in range(first, last + 1)]


@given(
    head=st.integers(0, 50),
    batches=st.lists(st.integers(0, 12), max_size=8),
    longest=st.integers(1, 10),
    behind=st.integers(0, 60),
    limit=st.integers(1, 7),
)
def test_a_follower_gets_every_seq_once_and_in_order_or_is_told_to_read_the_database(
    head: int, batches: list[int], longest: int, behind: int, limit: int
) -> None:
    tail = StationTail(head, longest)
    for size in batches:
        tail.extend(rows(tail.end + 1, tail.end + size))
    position, received = max(0, tail.end - behind), []
    began = position
    while position < tail.end:
        next_rows = tail.after(position, limit)
        if next_rows is None:
            assert position < tail.start
            return
        received += [row.seq for row in next_rows]
        position = received[-1]
    assert received == list(range(began + 1, tail.end + 1))
    assert len(tail.rows) <= longest


@pytest.mark.parametrize("seq", [4, 5, 7])
def test_a_row_that_does_not_follow_is_never_passed_on(seq: int) -> None:
    tail = StationTail(5, longest=10)
    with pytest.raises(ValueError, match="does not follow"):
        tail.extend(rows(seq, seq))
    assert tail.end == 5
