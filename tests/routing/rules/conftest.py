"""Every rule is held however the plan is made."""

import pytest

from tests.routing.planners import Planner, by_everything, by_insertion, by_kernels


@pytest.fixture(params=[by_insertion, by_kernels, by_everything])
def planner(request: pytest.FixtureRequest) -> Planner:
    """Each way to make a plan."""
    made: Planner = request.param
    return made
