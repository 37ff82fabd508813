"""A draft as it was, to go back to."""

from routing.solver.draft import Draft


def snapshot(draft: Draft) -> tuple[list[object], ...]:
    """Everything that changes in a draft; its parts are replaced, never changed in place."""
    return (
        list(draft.sequences),
        list(draft.timed),
        list(draft.prices),
        list(draft.start),
        list(draft.turn_of),
    )


def restore(draft: Draft, kept: tuple[list[object], ...]) -> None:
    """Back to a snapshot."""
    sequences, timed, prices, start, turn_of = kept
    draft.sequences = list(sequences)  # type: ignore[arg-type]  # as taken by snapshot
    draft.timed = list(timed)  # type: ignore[arg-type]  # as above
    draft.prices = list(prices)  # type: ignore[arg-type]  # as above
    draft.start = list(start)  # type: ignore[arg-type]  # as above
    draft.turn_of = list(turn_of)  # type: ignore[arg-type]  # as above
