"""Clockwork of this app."""

from celery import shared_task

from dispatch.oversight.anchors import anchor_heads
from stations.ground import clock


@shared_task(name="dispatch.oversight.tasks.anchor_ledger")
def anchor_ledger() -> int:
    """Put the heads of the logs aside; returns how many."""
    return anchor_heads(at=clock.now())
