"""The chain: whole when nobody touched it, and broken at the first seq somebody did."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from dispatch.orders import log
from dispatch.orders.models import LedgerAnchor, OrderEvent, State, StationFeed
from dispatch.oversight.anchors import anchor_heads
from dispatch.oversight.ledger import UnreadableLedger, chain_of, export, first_flaw, read_export
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import at, make_elder

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter() -> Quarter:
    """A station with 16 events of two orders."""
    quarter = Quarter()
    make_order(quarter, state=State.COMPLETED)
    make_order(quarter, state=State.COMPLETED, elder=make_elder(quarter.station))
    return quarter


def bad_seq(quarter: Quarter) -> int | None:
    flaw = first_flaw(chain_of(quarter.station))
    return flaw.seq if flaw else None


def events(quarter: Quarter) -> list[OrderEvent]:
    return list(OrderEvent.objects.filter(station=quarter.station).order_by("seq"))


def test_an_untouched_log_holds(quarter: Quarter) -> None:
    assert len(events(quarter)) == 16
    assert bad_seq(quarter) is None


@pytest.mark.parametrize("field", ["facts", "move", "state", "recorded_at", "happened_at", "version", "by"])
def test_whatever_is_changed_in_a_row_is_found_at_that_row(quarter: Quarter, field: str) -> None:
    other = {
        "facts": {"reason": "x"},
        "move": "MISS",
        "state": State.MISSED,
        "recorded_at": at(23),
        "happened_at": at(23),
        "version": 99,
        "by": quarter.operator if events(quarter)[4].by != quarter.operator else None,
    }
    OrderEvent.objects.filter(station=quarter.station, seq=5).update(**{field: other[field]})
    assert bad_seq(quarter) == 5


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps nothing that is no instant")
@pytest.mark.parametrize("text", ["yesterday", "2026-13-45 00:00:00"])
def test_a_row_that_cannot_even_be_read_is_found_at_its_place(quarter: Quarter, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE orders_orderevent SET happened_at = %s WHERE seq = 5", [text])
    assert bad_seq(quarter) == 5


def test_a_row_taken_out_is_missed_at_its_place(quarter: Quarter) -> None:
    OrderEvent.objects.filter(station=quarter.station, seq=7).delete()
    assert bad_seq(quarter) == 7


def test_rows_changed_over_are_found_at_the_first_of_them(quarter: Quarter) -> None:
    for wrong, right in ((1000, 3), (3, 4), (4, 1000)):
        OrderEvent.objects.filter(station=quarter.station, seq=right).update(seq=wrong)
    assert bad_seq(quarter) == 3


def test_a_log_cut_off_at_its_end_is_shorter_than_its_head(quarter: Quarter) -> None:
    OrderEvent.objects.filter(station=quarter.station, seq__gt=14).delete()
    assert bad_seq(quarter) == 15


def test_a_chain_written_anew_from_the_start_does_not_fit_its_anchor(quarter: Quarter) -> None:
    anchor_heads(at=at(20))
    _rewrite(quarter)
    assert bad_seq(quarter) == 16
    LedgerAnchor.objects.all().delete()
    assert bad_seq(quarter) is None


def _rewrite(quarter: Quarter) -> None:
    """Forge a whole consistent chain in which the second event says something else."""
    from_seq = events(quarter)[1:]
    previous = events(quarter)[0].hash
    for event in from_seq:
        event.facts = {**event.facts, "forged": True}
        event.prev_hash = previous
        previous = event.hash = log.hash_of(event)
        event.save()
    StationFeed.objects.filter(station=quarter.station).update(last_hash=previous)


def test_heads_are_anchored_once_until_they_move(quarter: Quarter) -> None:
    assert anchor_heads(at=at(20)) == 1
    assert anchor_heads(at=at(21)) == 0
    make_order(quarter, elder=make_elder(quarter.station))
    assert anchor_heads(at=at(22)) == 1


def exported(quarter: Quarter) -> list[str]:
    out = io.StringIO()
    anchor_heads(at=at(20))
    export(quarter.station, out)
    return out.getvalue().splitlines(keepends=True)


def _change_a_word(lines: list[str]) -> list[str]:
    return [*lines[:6], lines[6].replace('"state": "', '"state": "X'), *lines[7:]]


def _take_one_out(lines: list[str]) -> list[str]:
    return [*lines[:6], *lines[7:]]


def _change_over(lines: list[str]) -> list[str]:
    return [*lines[:6], lines[7], lines[6], *lines[8:]]


def test_an_exported_log_is_checked_without_the_database(quarter: Quarter) -> None:
    assert first_flaw(read_export(exported(quarter))) is None


@pytest.mark.parametrize("tamper", [_change_a_word, _take_one_out, _change_over])
def test_a_tampered_file_is_found_at_its_first_bad_seq(
    quarter: Quarter, tamper: Callable[[list[str]], list[str]]
) -> None:
    flaw = first_flaw(read_export(tamper(exported(quarter))))
    assert flaw is not None
    assert flaw.seq == 6


@pytest.mark.parametrize("line", ["[" * 100_000, "null", "{}", ""])
@pytest.mark.parametrize("number", [1, 6])
def test_a_line_that_is_none_is_named(quarter: Quarter, number: int, line: str) -> None:
    lines = exported(quarter)
    lines[number - 1] = line
    with pytest.raises(UnreadableLedger, match=f"Line {number} "):
        first_flaw(read_export(lines))


Anchors = dict[str, str]
Forgery = Callable[[Anchors, str, str], Anchors]


def cut_short(lines: list[str], *, anchors: Forgery) -> list[str]:
    """The first ten events with the head rewritten to the tenth, and what is made of the anchors."""
    header, tenth = json.loads(lines[0]), json.loads(lines[10])
    header["head"] = {"seq": 10, "hash": tenth["hash"]}
    header["anchors"] = anchors(header["anchors"], "10", tenth["hash"])
    return [json.dumps(header) + "\n", *lines[1:11]]


CUTS: dict[str, tuple[Forgery, str]] = {
    "the anchors left": (lambda kept, _seq, _hash: kept, "anchored, but no longer in the log"),
    "the anchors taken out": (lambda _kept, _seq, _hash: {}, "no anchor vouches for the end"),
}


@pytest.mark.parametrize("name", CUTS)
def test_an_exported_log_cut_short_is_not_vouched_for(quarter: Quarter, tmp_path: Path, name: str) -> None:
    anchors, problem = CUTS[name]
    with pytest.raises(CommandError, match=problem):
        verified(tmp_path, cut_short(exported(quarter), anchors=anchors))


def test_a_file_whose_own_anchors_are_forged_is_held_against_one_kept_apart(
    quarter: Quarter, tmp_path: Path
) -> None:
    whole = exported(quarter)
    forged = cut_short(whole, anchors=lambda _kept, seq, digest: {seq: digest})
    head = json.loads(whole[0])["head"]
    kept_apart = f"{head['seq']}:{head['hash']}"
    assert "kept apart" in verified(tmp_path, whole, "--anchor", kept_apart)
    assert "came in the file itself" in verified(tmp_path, forged)
    with pytest.raises(CommandError, match="seq 16: anchored, but no longer in the log"):
        verified(tmp_path, forged, "--anchor", kept_apart)
    with pytest.raises(CommandError, match="seq 16: does not match its anchor"):
        verified(tmp_path, whole, "--anchor", f"16:{'0' * 64}")


@pytest.mark.parametrize("words", ["16", "x:y", "16:", f"0:{'0' * 64}", f"16:{'0' * 63}"])
def test_an_anchor_that_is_none_is_refused(quarter: Quarter, tmp_path: Path, words: str) -> None:
    with pytest.raises(CommandError, match="SEQ:HASH"):
        verified(tmp_path, exported(quarter), "--anchor", words)


def verified(folder: Path, lines: list[str], *options: str) -> str:
    """What verify_ledger says of a file."""
    file, said = folder / "ledger.jsonl", io.StringIO()
    file.write_text("".join(lines), encoding="utf-8")
    call_command("verify_ledger", str(file), *options, stdout=said)
    return said.getvalue()


def test_the_export_anchors_its_end_and_names_it_to_be_kept_apart(quarter: Quarter, tmp_path: Path) -> None:
    said = io.StringIO()
    call_command("export_ledger", "--station", quarter.station.code, str(tmp_path / "file"), stdout=said)
    anchor = LedgerAnchor.objects.get()
    assert (anchor.seq, f"16:{anchor.hash}" in said.getvalue()) == (16, True)


def test_events_that_no_anchor_vouches_for_yet_are_counted(quarter: Quarter) -> None:
    for wanted in ("16 events are newer than the last anchor", ""):
        said = io.StringIO()
        call_command("verify_ledger", stdout=said)
        assert ("newer than" in said.getvalue()) is bool(wanted)
        assert wanted in said.getvalue()
        anchor_heads(at=at(20))


def test_an_exported_log_names_nobody(quarter: Quarter) -> None:
    text = "".join(exported(quarter))
    assert quarter.operator.username not in text
    assert quarter.elder.name not in text


def test_the_commands_end_with_an_error_naming_the_first_bad_seq(quarter: Quarter, tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    call_command("export_ledger", "--station", quarter.station.code, str(file), stdout=io.StringIO())
    call_command("verify_ledger", str(file), stdout=io.StringIO())
    call_command("verify_ledger", stdout=io.StringIO())
    file.write_text("".join(_take_one_out(exported(quarter))), encoding="utf-8")
    with pytest.raises(CommandError, match="seq 6"):
        call_command("verify_ledger", str(file), stdout=io.StringIO())
    OrderEvent.objects.filter(seq=3).update(facts={"x": 1})
    with pytest.raises(CommandError, match="1 of 1 stations"):
        call_command("verify_ledger", stdout=io.StringIO())


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"format": "other-1"}', "%PDF-1.7"])
def test_a_file_that_is_no_ledger_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "something"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_ledger", str(file), stdout=io.StringIO())
