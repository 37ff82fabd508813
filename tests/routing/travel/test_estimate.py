import numpy as np
import pytest

from routing.problem import Place, ProblemError
from routing.travel import estimate
from routing.travel.estimate import great_circle_meters

ORDOS, DONGSHENG = Place("ordos", 39.6086, 109.7813), Place("dongsheng", 39.8216, 109.9627)


def test_great_circle_between_known_points() -> None:
    meters = great_circle_meters([Place("a", 0.0, 0.0), Place("b", 0.0, 1.0), ORDOS, DONGSHENG])
    assert meters[0, 1] == pytest.approx(111_195, abs=1)
    assert meters[2, 3] == pytest.approx(28_300, abs=200)


def test_an_estimate_says_that_it_is_one_and_a_bike_is_faster_than_feet() -> None:
    walk, bike = (estimate([ORDOS, DONGSHENG, ORDOS], mode) for mode in ("walk", "bike"))
    assert walk.estimated
    assert "estimate" in walk.source
    assert walk.seconds[0, 1] > bike.seconds[0, 1] > 0
    assert (np.diag(walk.seconds) == 0).all()
    assert walk.seconds[0, 2] == 0


def test_an_unknown_mode_and_missing_coordinates_are_refused() -> None:
    with pytest.raises(ProblemError, match="camel"):
        estimate([ORDOS], "camel")
    with pytest.raises(ProblemError, match="nowhere"):
        estimate([Place("nowhere")], "walk")
