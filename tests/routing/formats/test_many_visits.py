"""Documents of more visits than can be planned are refused before anything large is made of them."""

import json

import pytest

from routing.formats import solomon, vroom
from routing.problem import MOST_VISITS, ProblemError

TOO_MANY = 2 * MOST_VISITS
TOLD = f"at most {MOST_VISITS} in one problem, got {TOO_MANY}; plan the day in parts"


def test_an_instance_of_too_many_customers() -> None:
    rows = "\n".join(f"{rank} 0 {rank} 1 0 1000 0" for rank in range(TOO_MANY + 1))
    with pytest.raises(ProblemError) as refused:
        solomon.read(f"MANY\n\nVEHICLE\nNUMBER CAPACITY\n5 100\n\nCUSTOMER\n{rows}\n")
    assert (refused.value.field, refused.value.text) == ("CUSTOMER", TOLD)


def test_a_vroom_document_of_too_many_jobs_and_shipments() -> None:
    job = {"location": [16.0, 48.0]}
    jobs = [{"id": rank, **job} for rank in range(TOO_MANY - 1)]
    shipment = {"amount": [1], "pickup": {"id": 1, **job}, "delivery": {"id": 1, **job}}
    vehicle = {"id": 1, "start": [16.0, 48.0]}
    with pytest.raises(ProblemError) as refused:
        vroom.read(json.dumps({"jobs": jobs, "shipments": [shipment], "vehicles": [vehicle]}))
    assert (refused.value.field, refused.value.text) == ("jobs", TOLD)
