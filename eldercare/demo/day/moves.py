"""A move on a work order, as everybody who makes one sends it."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from eldercare.demo.day.api import Answer, Api


def make_move(
    api: Api, token: str, number: str, move: str, *, seen: int, happened_at: datetime, **more: Any
) -> Answer:
    """Send a move on an order in the version that was `seen`; `more` is what the move asks for besides."""
    body = {
        "command": str(uuid4()),
        "move": move,
        "seen": seen,
        "happened_at": happened_at.isoformat(),
        **more,
    }
    return api.post(token, f"work-orders/{number}/moves", body)
