import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from prometheus_client import REGISTRY

from dispatch.live import reader, subscription
from dispatch.live.consumers import BROKEN, COME_BACK
from dispatch.live.identities import Ended, Identity, Reach
from dispatch.live.sign_in import watches
from dispatch.orders.models import Move, State, WorkOrder
from dispatch.orders.permissions import Standing
from stations.people.models import Account, Elder, FamilyBinding, MachineToken, Role
from stations.people.tokens import digest_of, fresh_token
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import at, make_account, make_elder, make_family_member, make_station
from tests.dispatch.live.sockets import cookie_of, socket

pytestmark = pytest.mark.django_db(transaction=True)

Given = ParamSpec("Given")
Made = TypeVar("Made")


def in_database(
    make: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs
) -> asyncio.Future[Made]:
    """Run a builder outside the event loop, where Django wants it."""
    return asyncio.ensure_future(sync_to_async(make)(*args, **kwargs))


async def test_the_log_so_far_comes_first_then_the_word_that_it_has_then_what_is_new() -> None:
    quarter = await in_database(Quarter)
    order = await in_database(make_order, quarter, state=State.ACCEPTED)
    async with socket(quarter.operator) as board:
        await board.follow(quarter.station.code)
        assert await board.seqs(3) == [1, 2, 3]
        assert await board.hear() == {"station": quarter.station.code, "caught_up": 3}
        await in_database(make_move, quarter, order, Move.DEPART)
        heard = await board.hear()
    assert (heard["seq"], heard["order"], heard["version"]) == (4, order.number, 4)
    assert (heard["move"], heard["state"]) == ("DEPART", "DEPARTED")
    assert set(heard) == {"station", "seq", "order", "version", "move", "state", "at"}


async def test_a_socket_resumes_after_the_seq_it_has_seen() -> None:
    quarter = await in_database(Quarter)
    await in_database(make_order, quarter, state=State.COMPLETED)
    async with socket(quarter.operator) as board:
        await board.follow(quarter.station.code, since=5)
        assert await board.seqs(3) == [6, 7, 8]


async def test_a_log_longer_than_memory_and_pages_arrives_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LONGEST_TAIL", 3)
    monkeypatch.setattr(reader, "ROWS_A_READ", 4)
    monkeypatch.setattr(subscription, "ROWS_AT_ONCE", 2)
    quarter = await in_database(Quarter)
    order = await in_database(make_order, quarter, state=State.COMPLETED)
    async with socket(quarter.operator) as early:
        await early.follow(quarter.station.code)
        assert await early.seqs(8) == list(range(1, 9))
        await in_database(make_move, quarter, order, Move.CALL_BACK)
        await in_database(make_order, quarter, state=State.ARCHIVED, service_code="cleaning_service")
        assert await early.seqs(13) == list(range(9, 22))
        async with socket(quarter.operator) as late:
            await late.follow(quarter.station.code)
            assert await late.seqs(21) == list(range(1, 22))


async def test_all_sockets_of_a_station_hear_every_seq_once_and_in_order() -> None:
    quarter = await in_database(Quarter)
    order = await in_database(make_order, quarter)
    async with socket(quarter.operator) as one, socket(quarter.hands[Standing.ASSIGNED_CAREGIVER]) as other:
        await one.follow(quarter.station.code)
        await other.follow(quarter.station.code, since=1)
        for move in (Move.DISPATCH, Move.ACCEPT, Move.DEPART, Move.CHECK_IN):
            order = await in_database(make_move, quarter, order, move)
        assert await one.seqs(5) == [1, 2, 3, 4, 5]
        assert await other.seqs(4) == [2, 3, 4, 5]


async def test_subscribing_again_starts_again_from_the_new_since() -> None:
    quarter = await in_database(Quarter)
    await in_database(make_order, quarter, state=State.DEPARTED)
    async with socket(quarter.operator) as board:
        await board.follow(quarter.station.code, since=2)
        assert await board.seqs(2) == [3, 4]
        await board.follow(quarter.station.code, since=3)
        assert await board.seqs(1) == [4]


async def test_a_station_that_one_may_not_see_is_refused_and_the_others_are_not() -> None:
    quarter, other = await in_database(Quarter), await in_database(Quarter)
    await in_database(make_order, other)
    await in_database(make_order, quarter)
    async with socket(quarter.operator) as board:
        await board.say({"subscribe": [{"station": other.station.code}, {"station": quarter.station.code}]})
        assert await board.hear() == {"refused": other.station.code, "code": "not_yours"}
        assert (await board.hear())["station"] == quarter.station.code


async def test_a_station_that_does_not_exist_is_refused_like_one_that_may_not_be_seen() -> None:
    quarter = await in_database(Quarter)
    async with socket(quarter.operator) as board:
        await board.follow("NOWHERE")
        assert await board.hear() == {"refused": "NOWHERE", "code": "not_yours"}


async def test_a_since_from_the_future_is_refused_with_the_head() -> None:
    quarter = await in_database(Quarter)
    await in_database(make_order, quarter)
    async with socket(quarter.operator) as board:
        await board.follow(quarter.station.code, since=2)
        heard = await board.hear()
    assert heard == {"refused": quarter.station.code, "code": "since_in_future", "head": 1}


async def test_unreadable_messages_are_answered_and_too_many_of_them_close_the_socket() -> None:
    quarter = await in_database(Quarter)
    async with socket(quarter.operator) as board:
        for _ in range(6):
            await board.say("{not json")
        assert await board.hear() == {"refused": None, "code": "malformed"}
        assert await board.closed_with() == 4400
        # A real server raises on whatever is sent to a closed socket.
        assert await board.communicator.receive_nothing(timeout=0.5)


async def test_bytes_are_malformed() -> None:
    quarter = await in_database(Quarter)
    async with socket(quarter.operator) as board:
        await board.communicator.send_to(bytes_data=b"\x00\xff")
        assert await board.hear() == {"refused": None, "code": "malformed"}


async def test_nobody_signed_in_is_closed_with_4401() -> None:
    async with socket() as stranger:
        assert await stranger.closed_with() == 4401


async def test_a_wrong_token_is_closed_with_4401() -> None:
    async with socket(token="made-up") as machine:
        assert await machine.closed_with() == 4401


async def test_an_account_with_nothing_to_follow_is_closed_with_4403() -> None:
    unbound = await in_database(make_account, Role.FAMILY_MEMBER)
    async with socket(unbound) as family:
        assert await family.closed_with() == 4403


async def test_a_family_hears_its_elders_events_and_nobody_elses() -> None:
    quarter = await in_database(Quarter)
    family = await in_database(make_family_member, quarter.elder)
    neighbour: Elder = await in_database(make_elder, quarter.station)
    first = await in_database(make_order, quarter, elder=neighbour)
    own: WorkOrder = await in_database(make_order, quarter)
    async with socket(family) as phone:
        await phone.say({"subscribe": [{"elder": quarter.elder.number}, {"elder": neighbour.number}]})
        assert await phone.hear() == {"refused": neighbour.number, "code": "not_yours"}
        heard = await phone.hear()
        assert (heard["order"], heard["elder"], heard["seq"]) == (own.number, quarter.elder.number, 2)
        assert (await phone.hear())["caught_up"] == 2
        await in_database(make_move, quarter, first, Move.DISPATCH)
        await in_database(make_move, quarter, own, Move.DISPATCH)
        assert await phone.seqs(1) == [4]


@pytest.mark.parametrize("role", [Role.ELDER, Role.FAMILY_MEMBER])
async def test_an_elders_side_does_not_hear_a_whole_station(role: Role) -> None:
    quarter = await in_database(Quarter)
    accounts: dict[Role, Account] = {
        Role.ELDER: quarter.hands[Standing.ELDER_SIDE],
        Role.FAMILY_MEMBER: await in_database(make_family_member, quarter.elder),
    }
    async with socket(accounts[role]) as phone:
        await phone.follow(quarter.station.code)
        assert await phone.hear() == {"refused": quarter.station.code, "code": "not_yours"}


async def test_a_machine_follows_with_its_token_and_without_an_origin() -> None:
    quarter = await in_database(Quarter)
    await in_database(make_order, quarter)
    token = fresh_token()
    await MachineToken.objects.acreate(account=quarter.operator, digest=digest_of(token), label="board")
    async with socket(token=token) as machine:
        await machine.follow(quarter.station.code)
        assert await machine.seqs(1) == [1]
        await MachineToken.objects.all().adelete()
        assert await machine.closed_with() == 4401


async def test_signing_out_closes_the_socket_within_seconds() -> None:
    quarter = await in_database(Quarter)
    cookie = await cookie_of(quarter.operator)
    async with socket(cookie=cookie) as board, socket(quarter.operator) as other:
        await Session.objects.filter(pk=cookie.split("=")[1]).adelete()
        assert await board.closed_with() == 4401
        await other.follow(quarter.station.code)
        assert (await other.hear())["caught_up"] == 0


async def test_a_deactivated_account_loses_its_sockets_within_seconds() -> None:
    quarter = await in_database(Quarter)
    async with socket(quarter.operator) as board:
        await Account.objects.filter(pk=quarter.operator.pk).aupdate(is_active=False)
        assert await board.closed_with() == 4401


async def test_a_regulator_follows_the_stations_of_the_division() -> None:
    quarter = await in_database(Quarter)
    await in_database(make_station)
    await in_database(make_order, quarter)
    async with socket(quarter.hands[Standing.REGULATOR]) as wall:
        await wall.follow(quarter.station.code)
        assert await wall.seqs(1) == [1]


async def test_a_family_whose_binding_is_revoked_hears_no_more_within_seconds() -> None:
    quarter = await in_database(Quarter)
    family = await in_database(make_family_member, quarter.elder)
    async with socket(family) as phone:
        await phone.say({"subscribe": [{"elder": quarter.elder.number}]})
        assert (await phone.hear())["caught_up"] == 0
        await FamilyBinding.objects.filter(account=family).aupdate(revoked_at=at(7))
        assert await phone.closed_with() == COME_BACK
    async with socket(family) as phone:
        assert await phone.closed_with() == 4403


async def test_a_socket_that_will_not_close_keeps_no_other_open() -> None:
    stubborn = _Stubborn()
    quarter, token = await in_database(Quarter), fresh_token()
    kept = await MachineToken.objects.acreate(
        account=quarter.operator, digest=digest_of(token), label="board"
    )
    async with socket(token=token) as board:
        watches.here().add(stubborn, Identity(0, Reach("", None, None, None, frozenset())))
        while not stubborn.asked:
            await asyncio.sleep(0.05)
        await MachineToken.objects.filter(pk=kept.pk).adelete()
        assert await board.closed_with() == 4401
        watches.here().remove(stubborn)


class _Stubborn:
    """A socket whose end fails."""

    asked = False

    async def end(self, why: Ended) -> None:
        self.asked = True
        raise RuntimeError(why)


async def test_a_fault_while_sending_closes_the_socket_so_that_the_client_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def broken(_self: subscription.Subscription) -> None:
        raise RuntimeError("ours")

    quarter = await in_database(Quarter)
    monkeypatch.setattr(subscription.Subscription, "next_rows", broken)
    async with socket(quarter.operator) as board:
        await board.follow(quarter.station.code)
        assert await board.closed_with() == BROKEN


async def test_an_operator_who_changes_stations_hears_the_old_one_no_more() -> None:
    quarter, other = await in_database(Quarter), await in_database(Quarter)
    async with socket(quarter.operator) as board:
        await Account.objects.filter(pk=quarter.operator.pk).aupdate(station=other.station)
        assert await board.closed_with() == COME_BACK
    async with socket(quarter.operator) as board:
        await board.follow(quarter.station.code)
        assert await board.hear() == {"refused": quarter.station.code, "code": "not_yours"}


async def test_the_figures_count_open_sockets_and_what_was_read_once_and_sent_to_each() -> None:
    quarter = await in_database(Quarter)
    before = figures()
    async with socket(quarter.operator) as one, socket(quarter.operator) as other:
        for board in (one, other):
            await board.follow(quarter.station.code)
            await board.hear()
        await in_database(make_order, quarter)
        assert [await board.seqs(1) for board in (one, other)] == [[1], [1]]
        assert [now - then for now, then in zip(figures(), before, strict=True)] == [2, 1, 2]
    assert figures()[0] == before[0]


def figures() -> list[float]:
    """Sockets open, rows read and rows sent, as /metrics would say."""
    names = ("feed_sockets", "feed_rows_read_total", "feed_rows_sent_total")
    return [REGISTRY.get_sample_value(name) or 0 for name in names]
