"""The feed's own threads for the database, so that neither pages nor sign-ins hold up the reader."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from channels.db import database_sync_to_async

FOR_READER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="feed-reader")
FOR_SOCKETS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="feed-sockets")

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


async def asked(
    threads: ThreadPoolExecutor, question: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs
) -> Answer:
    """Put a question to the database on one of these threads."""
    ask = database_sync_to_async(question, thread_sensitive=False, executor=threads)
    return await ask(*args, **kwargs)
