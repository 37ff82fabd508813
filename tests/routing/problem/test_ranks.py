"""Numbers of things by their ids."""

from tests.routing.small_days import carer, day, visit


def test_a_visit_has_the_number_of_its_place_in_the_order_of_the_problem() -> None:
    visits = [visit("w"), visit("v"), visit("a")]
    assert day([carer("lin")], visits).visit_rank == {"w": 0, "v": 1, "a": 2}
