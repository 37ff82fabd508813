"""`make bench`: which benches run."""

import pytest

from deploy.local.benches import asked_for
from deploy.local.say import Trouble


def test_without_names_all_benches_run() -> None:
    assert {"routing_peers", "routing_care", "feed_latency"} <= set(asked_for([]))
    assert "__init__" not in asked_for([])


def test_named_benches_run_in_the_order_given() -> None:
    assert asked_for(["routing_peers", "feed_latency"]) == ["routing_peers", "feed_latency"]


def test_an_unknown_name_is_told_with_those_there_are() -> None:
    with pytest.raises(Trouble, match=r"No such bench: routing_pool\. There are .*routing_parts"):
        asked_for(["routing_parts", "routing_pool"])
