"""A message on the file queue is taken whole, by one reader, however many write at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty
from typing import Any

from kombu import Connection

from eldercare import file_queue

WRITERS, EACH = 4, 60


def connection(folder: Path) -> Connection:
    """A connection as Celery makes it."""
    file_queue.register()
    for name in ("queue", "control"):
        (folder / name).mkdir(exist_ok=True)
    options = {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
    }
    return Connection("whole-files://", transport_options=options)


def channel(of: Connection) -> Any:
    """Its channel, whose private side is what Celery's worker calls."""
    return of.default_channel


def test_a_reader_that_looks_all_the_time_gets_every_message_once(tmp_path: Path) -> None:
    def write(writer: int) -> None:
        with connection(tmp_path) as own:
            for number in range(EACH):
                channel(own)._put("celery", {"writer": writer, "number": number, "body": "x" * 4000})

    taken: list[tuple[int, int]] = []
    with connection(tmp_path) as reading, ThreadPoolExecutor(WRITERS) as writers:
        writing = [writers.submit(write, writer) for writer in range(WRITERS)]
        while len(taken) < WRITERS * EACH:
            try:
                message = channel(reading)._get("celery")
            except Empty:
                assert not all(one.done() and one.exception() for one in writing)
                continue
            taken.append((message["writer"], message["number"]))
    assert sorted(taken) == [(writer, number) for writer in range(WRITERS) for number in range(EACH)]


def test_a_message_half_written_when_its_writer_died_is_never_taken(tmp_path: Path) -> None:
    with connection(tmp_path) as reading:
        (tmp_path / "queue" / f"1_dead.celery.msg.abc{file_queue.HALF}").write_text('{"body": "unfin')
        channel(reading)._put("celery", {"body": "whole"})
        assert channel(reading)._get("celery") == {"body": "whole"}


def test_two_processes_that_bind_queues_at_once_lose_neither(tmp_path: Path) -> None:
    def bind(number: int) -> None:
        with connection(tmp_path) as own:
            channel(own)._queue_bind("celery", f"key-{number}", "", f"queue-{number}")

    with ThreadPoolExecutor(8) as binders:
        list(binders.map(bind, range(24)))
    with connection(tmp_path) as reading:
        bound = {row.queue for row in channel(reading).get_table("celery")}
    assert bound == {f"queue-{number}" for number in range(24)}
