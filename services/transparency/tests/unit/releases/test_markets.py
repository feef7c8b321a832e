"""Dynamic markets as OCDS: UK13 to UK16, one record of a market with its members."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.transparency.tests.builders import CHARITY, COUNCIL, NEIGHBOURS, NOW
from services.transparency.tests.checks import ocds_problems

from events import Event
from events.tendering import MarketCeased, MarketChanged, MarketEstablished, MarketFacts, MarketIntended
from transparency.publication.consumers import Publisher
from transparency.records.rules import compiled

MARKET = UUID(int=8)


def a_market(standing: str, **changes: Any) -> MarketFacts:
    facts: dict[str, Any] = {
        "market_id": MARKET,
        "buyer": COUNCIL,
        "standing": standing,
        "title": "Homes after hospital",
        "description": "Rooms with support.",
        "cpv": ["85311000"],
        "conditions": "A registered provider.",
    }
    return MarketFacts(**(facts | changes))


def a_life() -> list[Event]:
    common: list[dict[str, Any]] = [
        {"occurred_at": NOW + timedelta(days=day), "entity": MARKET, "entity_version": day} for day in range(1, 5)
    ]
    return [
        MarketIntended(market=a_market("intended"), **common[0]),
        MarketEstablished(market=a_market("established"), **common[1]),
        MarketChanged(market=a_market("established", members=[CHARITY, NEIGHBOURS]), **common[2]),
        MarketCeased(market=a_market("ceased", members=[CHARITY]), reason="Nobody buys.", **common[3]),
    ]


def releases_of(*events: Event) -> list[dict[str, Any]]:
    known = Publisher("ocds-213czf").handlers()
    return [json.loads(row["text"]) for event in events for _, row in known[type(event)](event)]  # type: ignore[misc]


def test_each_step_of_a_market_is_a_release_with_its_notice() -> None:
    releases = releases_of(*a_life())
    assert ocds_problems(releases) == []
    told = [(each["tag"][0], each["tender"]["documents"][0]["noticeType"]) for each in releases]
    assert told == [("planning", "UK13"), ("tender", "UK14"), ("tenderUpdate", "UK15"), ("tenderUpdate", "UK16")]
    states = [each["tender"]["techniques"]["dynamicPurchasingSystem"]["status"] for each in releases]
    assert states == ["pending", "active", "active", "terminated"]
    assert [each["name"] for each in releases[2]["tender"]["tenderers"]] == [CHARITY.name, NEIGHBOURS.name]


def test_the_record_of_a_market_shows_all_its_notices_and_how_it_ended() -> None:
    record = compiled(releases_of(*a_life()))
    assert ocds_problems([record]) == []
    tender = record["tender"]
    assert [document["noticeType"] for document in tender["documents"]] == ["UK13", "UK14", "UK15", "UK16"]
    assert (tender["status"], tender["statusDetails"]) == ("complete", "Nobody buys.")
