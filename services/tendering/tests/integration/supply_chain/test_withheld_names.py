"""A name in the chain may be withheld for a time: value, class and tier stay public, and so does every total."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.integration.line import NOW, V1, Json, Line, at, done
from services.tendering.tests.integration.supply_chain.test_supply_chain import (
    LATER,
    a_stranger,
    declared,
    link,
    payment,
    posted,
)

from events.registry import OrganisationClassified
from events.tendering import PaymentConfirmed, RetentionStated, SubcontractDisclosed
from events.verdicts import VerdictFacts

pytestmark = pytest.mark.integration
WHY = {"ground": "personal", "explanation": "A refuge: who runs it tells where it is.", "until": "2027-08-31"}
OVER = datetime(2027, 9, 1, 9, tzinfo=UTC)


async def a_chain(line: Line) -> tuple[Json, Json, Json]:
    """The supplier pays a refuge whose name is withheld, and that pays somebody in the open; money has moved."""
    contract = await line.signed()
    refuge = await declared(line, contract, line.provider, link(line.rival, withheld=WHY))
    third = await a_stranger(line)
    below = await declared(line, contract, line.competitor, link(third, above_id=refuge["id"]))
    named = {"contract_id": contract["id"], "payee_id": str(line.trust)}
    await posted(line.buyer, "payments", payment("1", "1000.00", **named))
    await posted(line.provider, "payments", payment("2", "400.00", subcontract_id=refuge["id"]))
    await posted(line.competitor, "payments", payment("3", "150.00", subcontract_id=below["id"]))
    return contract, refuge, below


async def links(line: Line, contract: Json, reader: Any, when: datetime = LATER) -> list[Json]:
    path = f"{V1}/contracts/{contract['id']}/subcontracts"
    items: list[Json] = done(await reader.get(path, headers=at(when)))["items"]
    return items


async def retained(line: Line, contract: Json, reader: Any, when: datetime = LATER) -> dict[str, str]:
    chain = done(await reader.get(f"{V1}/contracts/{contract['id']}/supply-chain", headers=at(when)))
    assert chain["prime_payments"]["amount"] == "1000.00"
    by_group = {each["id"]: each["retained"]["amount"] for each in chain["groups"]}
    found = {each["id"]: each["retained"]["amount"] for each in chain["organisations"]}
    assert by_group == found
    return found


async def test_the_name_is_withheld_and_value_class_and_tier_are_not(line: Line) -> None:
    verdict = VerdictFacts(
        label="vcse",
        outcome="yes",
        rule="classification.vcse",
        version=1,
        basis="PROFILE",
        facts_used=[],
        missing=[],
        reasons=[],
        expires_on=datetime(2028, 1, 1, tzinfo=UTC).date(),
    )
    told = OrganisationClassified(
        occurred_at=NOW, organisation_id=line.rival, on=NOW.date(), verdicts=[verdict], facts=[], disputed=[]
    )
    await line.service.feed(told, line.rival)
    contract, refuge, _ = await a_chain(line)
    first, second = await links(line, contract, line.public)
    assert (first["payer_id"], first["payee_id"], first["withheld"]) == (str(line.trust), None, WHY)
    assert (first["tier"], first["value"]["amount"], first["payee_classes"]) == (2, "36000.00", ["vcse"])
    assert (second["payer_id"], second["above_id"], second["withheld"]) == (None, refuge["id"], None)


async def test_buyer_auditor_and_both_sides_read_the_name(line: Line) -> None:
    contract, refuge, _ = await a_chain(line)
    assert refuge["payee_id"] == str(line.rival)
    for reader in (line.buyer, line.auditor, line.provider, line.competitor):
        assert (await links(line, contract, reader))[0]["payee_id"] == str(line.rival)
    other = line.service.client("commissioner", organisation=line.trust)
    assert (await links(line, contract, other))[1]["payer_id"] is None


async def test_what_each_retained_is_the_same_under_another_id(line: Line) -> None:
    contract, refuge, _ = await a_chain(line)
    known, public = await retained(line, contract, line.auditor), await retained(line, contract, line.public)
    assert known[str(line.rival)] == public[refuge["id"]] == "250.00"
    assert str(line.rival) not in public
    assert sorted(known.values()) == sorted(public.values())


async def test_the_name_shows_again_when_its_time_is_over(line: Line) -> None:
    contract, _, _ = await a_chain(line)
    first, second = await links(line, contract, line.public, OVER)
    assert (first["payee_id"], first["withheld"], second["payer_id"]) == (str(line.rival), None, str(line.rival))
    assert await retained(line, contract, line.public, OVER) == await retained(line, contract, line.auditor, OVER)


async def test_no_event_tells_a_name_that_is_withheld(line: Line) -> None:
    contract, refuge, _ = await a_chain(line)
    paid = done(await line.competitor.get(f"{V1}/payments"))["items"][0]
    body = {"received_on": "2027-06-01"}
    done(await line.competitor.post(f"{V1}/payments/{paid['id']}/confirm", json=body, headers=at(LATER)))
    end = {"ended_on": "2027-05-30", "reason": "It moved."}
    done(await line.provider.post(f"{V1}/subcontracts/{refuge['id']}/end", json=end, headers=at(LATER)))
    await line.service.due(LATER)
    told = await line.service.emitted()
    assert all(any(isinstance(each, kind) for each in told) for kind in (PaymentConfirmed, RetentionStated))
    since = [each.model_dump_json() for each in told if each.occurred_at >= datetime(2026, 12, 2, tzinfo=UTC)]
    assert not [each for each in since if str(line.rival) in each or "Crestline" in each]
    assert contract["id"] in since[0]


async def test_the_buyer_may_find_that_everybody_is_to_know_it(line: Line) -> None:
    contract, refuge, below = await a_chain(line)
    path, reason = f"{V1}/subcontracts/{refuge['id']}/disclose", {"reason": "Its lease is public."}
    assert (await line.provider.post(path, json=reason)).status_code == 403
    other = line.service.client("commissioner", organisation=line.trust)
    assert (await other.post(path, json=reason)).status_code == 404
    shown = done(await line.buyer.post(path, json=reason, headers=at(LATER)))
    assert (shown["payee_id"], shown["withheld"]) == (str(line.rival), None)
    assert (await links(line, contract, line.public))[0]["payee_id"] == str(line.rival)
    *_, told = await line.service.emitted()
    assert isinstance(told, SubcontractDisclosed)
    assert (told.payee.id, told.reason) == (line.rival, "Its lease is public.")
    assert (await line.buyer.post(path, json=reason, headers=at(LATER))).status_code == 409
    nothing = f"{V1}/subcontracts/{below['id']}/disclose"
    assert (await line.buyer.post(nothing, json=reason, headers=at(LATER))).status_code == 409


async def test_a_trade_secret_is_not_withheld_for_ever(line: Line) -> None:
    contract = await line.signed()
    for_ever = {"ground": "sensitive_commercial", "explanation": "A price could be told from it."}
    refused = await declared(line, contract, line.provider, link(line.rival, withheld=for_ever), 422)
    assert refused["errors"][0]["path"] == "/withheld/until"
