"""JSON whose matrices are read row by row: no entry is a Python number for longer than its row is read."""

import json
import re
from collections.abc import Callable
from json.decoder import JSONArray  # type: ignore[attr-defined]  # json's own reading of lists, not in its stubs
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # as above
from typing import Any

import numpy as np

Scan = Callable[[str, int], tuple[Any, int]]
read_list: Callable[[tuple[str, int], Scan], tuple[list[Any], int]] = JSONArray
# The compiled scanner asks nobody about lists: the one in Python need only come as far as the matrices.
OF_OBJECTS = re.compile(r"\s*\{")
OF_NUMBERS = re.compile(r"\s*\[\s*[0-9]")


class MatrixDecoder(json.JSONDecoder):
    """Reads and refuses as json does, but gives a list of equally long lists of whole numbers as an array.

    Such an array is a read-only (m, n) one of 64 bits, m and n from 1; numbers that need more stay in lists.
    """

    def __init__(self) -> None:
        super().__init__()
        self.compiled: Scan = json.JSONDecoder().raw_decode
        self.parse_array = self._list
        self.scan_once = py_make_scanner(self)

    def _list(self, state: tuple[str, int], scan: Scan) -> tuple[Any, int]:
        text, begin = state
        if OF_OBJECTS.match(text, begin):
            return read_list(state, scan)
        if OF_NUMBERS.match(text, begin):
            rows, end = read_list(state, self._row)
            return _joined(rows), end
        return self.compiled(text, begin - 1)

    def _row(self, text: str, begin: int) -> tuple[Any, int]:
        values, end = self.compiled(text, begin)
        return _packed(values), end


def plain(data: Any) -> Any:
    """JSON data with its arrays as the lists they were, put back into it however deep they stand."""
    waiting = [data] if isinstance(data, dict | list) else []
    while waiting:
        around = waiting.pop()
        items = around.items() if isinstance(around, dict) else enumerate(around)
        for key, value in list(items):
            around[key] = _unpacked(value)
            if isinstance(value, dict | list):
                waiting.append(value)
    return _unpacked(data)


def _unpacked(data: Any) -> Any:
    return data.tolist() if isinstance(data, np.ndarray) else data


def _packed(values: Any) -> Any:
    """A list of whole numbers as an array, anything else as it is."""
    if not isinstance(values, list) or set(map(type, values)) != {int}:
        return values
    try:
        return np.array(values, dtype=np.int64)
    except OverflowError:
        return values


def _joined(rows: list[Any]) -> Any:
    """Rows of one length as a matrix, any others as lists."""
    lengths = {len(each) if isinstance(each, np.ndarray) else None for each in rows}
    if len(lengths) > 1 or None in lengths:
        return [_unpacked(each) for each in rows]
    # One that owns its entries and cannot be written to is kept as it is by the problem.
    matrix = np.array(rows)
    matrix.setflags(write=False)
    return matrix
