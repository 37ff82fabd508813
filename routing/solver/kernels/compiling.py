"""How the kernels are compiled, and what happens on a machine that cannot compile or cache them."""

import hashlib
import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

numba: Any
try:
    numba = importlib.import_module("numba")
except ImportError:  # no wheel for this platform: the same code runs as plain Python
    numba = None

Function = TypeVar("Function", bound=Callable[..., Any])

INTERPRETED = "numba is not available: plans are made by plain Python code, about 100 times slower"
UNCACHED = "no folder to keep compiled kernels in: they are compiled anew in every process"

shortcomings: list[str] = []


def _digest() -> str:
    """Fingerprint of all kernel sources; a compiled caller holds the code it calls, so any change counts."""
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def _keep_machine_code() -> None:
    """Choose the folder of compiled kernels: NUMBA_CACHE_DIR or beside the sources, one for each version."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    folder = Path(given) if given else Path(__file__).parent / "__pycache__"
    numba.config.CACHE_DIR = str(folder / f"kernels-{_digest()}")


if numba is not None:
    _keep_machine_code()


def compiled(function: Function) -> Function:
    """Compile on first call and keep the machine code on disk; degrade, never fail.

    The GIL is released while a kernel runs, so that two of them use two cores.
    """
    if numba is None:
        return _degraded(function, INTERPRETED)
    try:
        return cast(Function, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # "cannot cache function: no locator available"
        return _degraded(numba.njit(nogil=True)(function), UNCACHED)


def _degraded(function: Function, shortcoming: str) -> Function:
    if shortcoming not in shortcomings:
        shortcomings.append(shortcoming)
    return function
