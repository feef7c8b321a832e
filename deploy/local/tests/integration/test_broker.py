"""Each service writes its own ledger's stream and nothing else (reliability: T18)."""

from collections.abc import AsyncIterator
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from nats.errors import Error as Refused
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, StreamConfig

from commonweal import broker
from commonweal.state import SERVICES, State
from commonweal.supervisor import Supervisor
from commonweal.testing import needs_binaries, until

pytestmark = pytest.mark.integration
FORBIDDEN = ["STREAM.DELETE.{}", "STREAM.PURGE.{}", "STREAM.UPDATE.{}", "STREAM.MSG.DELETE.{}", "CONSUMER.DELETE.{}.x"]


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[State]:
    needs_binaries()
    state = State(tmp_path)
    async with Supervisor() as supervisor:
        await supervisor.start([broker.program(state)])
        yield state


async def connected(state: State, name: str, secret: str, complaints: list[Exception]) -> Client:
    """A connection whose refusals are kept."""

    async def complain(error: Exception) -> None:
        complaints.append(error)

    password = state.secrets[secret]
    return await nats.connect(
        state.broker_url, user=name, password=password, inbox_prefix=f"_INBOX_{name}".encode(), error_cb=complain
    )


async def test_a_service_writes_its_own_stream_and_reads_anothers(running: State) -> None:
    complaints: list[Exception] = []
    registry = await connected(running, "registry", "broker registry", complaints)
    await registry.jetstream().add_stream(StreamConfig(name="REGISTRY_1", subjects=["registry.>"]))
    await registry.jetstream().publish("registry.organisation.registered.v1", b"{}")
    tendering = await connected(running, "tendering", "broker tendering", complaints)
    consumer = await tendering.jetstream().add_consumer("REGISTRY_1", ConsumerConfig(ack_policy=AckPolicy.NONE))
    subscription = await tendering.jetstream().pull_subscribe_bind(consumer.name, "REGISTRY_1")
    messages = await subscription.fetch(1, timeout=2)
    assert [message.data for message in messages] == [b"{}"]
    assert complaints == []
    await registry.close()
    await tendering.close()


@pytest.mark.parametrize("name", SERVICES)
async def test_no_service_speaks_for_another_nor_unmakes_a_stream(running: State, name: str) -> None:
    operator = await connected(running, "operator", "operator", [])
    for service in SERVICES:
        await operator.jetstream().add_stream(StreamConfig(name=f"{service.upper()}_1", subjects=[f"{service}.>"]))
    complaints: list[Exception] = []
    connection = await connected(running, name, f"broker {name}", complaints)
    foreign = [f"{service}.thing.done.v1" for service in SERVICES if service != name]
    unmaking = [f"$JS.API.{verb}".format(f"{service.upper()}_1") for verb in FORBIDDEN for service in SERVICES]
    creating = [f"$JS.API.STREAM.CREATE.{service.upper()}_1" for service in SERVICES if service != name]
    unlike_events = [f"{name}.x", f"{name}.>", f"{name}.thing.0198c4f2.done.v1", f"{name}.thing.done.v1.again"]
    tried = [*foreign, *unmaking, *creating, *unlike_events, "$SYS.REQ.SERVER.PING", "_INBOX_gateway.x"]
    for subject in tried:
        await connection.publish(subject, b"x")
    await connection.flush()
    for other in ("_INBOX_gateway.>", "_INBOX.>", "$SYS.>"):
        await connection.subscribe(other)
    await connection.flush()
    await until(lambda: len(complaints) >= len(tried) + 3)
    for service in SERVICES:
        assert (await operator.jetstream().stream_info(f"{service.upper()}_1")).state.messages == 0
    await connection.close()
    await operator.close()


async def test_a_consumer_of_all_that_another_said_takes_nothing_away_and_is_no_way_to_speak_to_others(
    running: State,
) -> None:
    operator = await connected(running, "operator", "operator", [])
    for service in ("registry", "grants"):
        await operator.jetstream().add_stream(StreamConfig(name=f"{service.upper()}_1", subjects=[f"{service}.>"]))
    await operator.jetstream().publish("registry.organisation.registered.v1", b"{}")
    gateway = await connected(running, "gateway", "broker gateway", [])
    tendering = await connected(running, "tendering", "broker tendering", [])
    theirs = await gateway.subscribe("_INBOX_gateway.>")
    own = await tendering.subscribe("_INBOX_tendering.own")
    await gateway.flush()
    for where in ("_INBOX_gateway.x", "grants.thing.done.v1", "$JS.API.STREAM.DELETE.GRANTS_1", "_INBOX_tendering.own"):
        everything = ConsumerConfig(
            deliver_policy=DeliverPolicy.ALL, ack_policy=AckPolicy.NONE, deliver_subject=where, idle_heartbeat=1
        )
        await tendering.jetstream().add_consumer("REGISTRY_1", everything)
    assert (await own.next_msg(timeout=2)).data == b"{}"
    told = {it.config.name: it.state.messages for it in await operator.jetstream().streams_info()}
    assert (told, theirs.pending_msgs) == ({"REGISTRY_1": 1, "GRANTS_1": 0}, 0)
    for connection in (operator, gateway, tendering):
        await connection.close()


async def test_nobody_gets_in_without_a_password(running: State) -> None:
    with pytest.raises(Refused, match="Authorization"):
        await nats.connect(running.broker_url, allow_reconnect=False)
