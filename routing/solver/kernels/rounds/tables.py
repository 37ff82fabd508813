"""Tables of whole numbers with named columns.

One table is one argument to a kernel and one cache line for a row; many separate arrays would cost
more to hand from function to function than the functions do.
"""

from collections.abc import Iterable, Mapping

import numpy as np


def table(columns: Mapping[str, Iterable[int]]) -> np.ndarray:
    """A record array of int64 columns; a row is `t[rank]`, a value `t[rank].name`, a column `t["name"]`."""
    values = {name: np.array(list(column), dtype=np.int64) for name, column in columns.items()}
    length = max((len(column) for column in values.values()), default=0)
    result = blank(length, tuple(values))
    for name, column in values.items():
        result[name] = column
    return result


def blank(length: int, names: Iterable[str]) -> np.ndarray:
    """A table of zeros with at least one row (the compiler wants something to look at)."""
    return np.zeros(max(1, length), dtype=[(name, np.int64) for name in names]).view(np.recarray)


def length_of(rows: np.ndarray) -> int:
    """Number of rows."""
    return int(rows.shape[0])
