"""The public HTTP API as the people of the simulated day use it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import structlog

log = structlog.get_logger("day")

# A server that restarts is away for a while; people try again and do not give up.
TRIES, LONGEST_PAUSE_SECONDS = 12, 5.0
TIMEOUT_SECONDS = 20.0


class ServerGone(Exception):
    """The server did not answer for so long that the day ends."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    body: Any

    @property
    def good(self) -> bool:
        """Whether it was done."""
        return self.status < 300

    @property
    def code(self) -> str:
        """The stable code of a refusal, or nothing."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


class Api:
    """One connection for all; each call says whose token it carries."""

    def __init__(self, base_url: str) -> None:
        self.http = httpx.Client(base_url=f"{base_url.rstrip('/')}/api/v1/", timeout=TIMEOUT_SECONDS)

    def get(self, token: str, path: str, **query: str | list[str]) -> Answer:
        """Ask for something."""
        return self._send("GET", token, path, params=query)

    def post(self, token: str, path: str, body: Mapping[str, Any], *, key: str = "") -> Answer:
        """Do something; `key` makes a repeated create count once."""
        return self._send("POST", token, path, json=body, headers={"Idempotency-Key": key} if key else {})

    def _send(self, method: str, token: str, path: str, **more: Any) -> Answer:
        """Send, and again while the server is away or broken; every command may be repeated safely."""
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        for tried in range(TRIES):
            try:
                response = self.http.request(method, path, headers=headers, **more)
            except httpx.TransportError as error:
                log.warning("server_away", path=path, error=type(error).__name__)
            else:
                if response.status_code < 500:
                    return Answer(response.status_code, response.json() if response.content else None)
                log.warning("server_broken", path=path, status=response.status_code)
            time.sleep(min(LONGEST_PAUSE_SECONDS, 0.25 * 2**tried))
        raise ServerGone(f"{method} {path} had no answer in {TRIES} tries.")
