"""Random numbers that belong to one search, so that threads and other searches cannot disturb them.

A 48-bit linear congruential generator (the constants of POSIX drand48): the same sequence whether
compiled or interpreted.
"""

import numpy as np

from routing.solver.kernels.compiling import compiled

MULTIPLIER = 0x5DEECE66D
INCREMENT = 0xB
MASK = (1 << 48) - 1
SCALE = 1.0 / (1 << 48)


def seeded(seed: int) -> np.ndarray:
    """The state of one generator: an int64 array of one element, changed by each draw."""
    state = (seed * 2654435761 + 0x330E) & MASK
    for _ in range(8):  # neighbouring seeds would begin alike
        state = (state * MULTIPLIER + INCREMENT) & MASK
    return np.array([state], dtype=np.int64)


@compiled
def fraction(chance: np.ndarray) -> float:
    """A float in [0, 1)."""
    chance[0] = (int(chance[0]) * MULTIPLIER + INCREMENT) & MASK
    return chance[0] * SCALE


@compiled
def below(chance: np.ndarray, limit: int) -> int:
    """A whole number in 0 .. limit - 1."""
    chance[0] = (int(chance[0]) * MULTIPLIER + INCREMENT) & MASK
    return int(chance[0] * SCALE * limit)
