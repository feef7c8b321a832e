"""Every template is worked through: its need leads to its way, and its notice is really published."""

import pytest
from services.tendering.tests.builders import NOW, at
from services.tendering.tests.integration.line import V1, Line, done

pytestmark = pytest.mark.integration
WAYS = (
    *("in_house", "grant", "user_choice", "direct_award"),
    *("reserved_supported_employment", "reserved_mutual", "reserved_below_threshold"),
    *("below_threshold_competition", "competitive_flexible", "open"),
    *("A", "B", "C", "most_suitable_provider", "competitive"),
)
ANNOUNCED = WAYS[2:10]


async def test_there_is_a_template_for_each_way_and_its_need_leads_there(line: Line) -> None:
    found = done(await line.public.get(f"{V1}/templates", headers=at(NOW)))["templates"]
    assert [each["route"] for each in found] == list(WAYS)
    assert [each["route"] for each in found if each["notice"]] == list(ANNOUNCED)
    for each in found:
        options = done(await line.public.post(f"{V1}/options", json=each["need"], headers=at(NOW)))["routes"]
        assert each["option"] in options
        assert each["steps"]


@pytest.mark.parametrize("route", ANNOUNCED)
async def test_its_notice_is_drafted_and_published_as_it_stands(line: Line, route: str) -> None:
    asked = f"{V1}/templates/{route}?supplier_id={line.trust}"
    template = done(await line.public.get(asked, headers=at(NOW)))
    assert template["to_fill"] == []
    draft = done(await line.buyer.post(f"{V1}/notices", json=template["notice"], headers=at(NOW)), 201)
    published = done(await line.buyer.post(f"{V1}/notices/{draft['id']}/publish", headers=at(NOW)))
    assert published["status"] == "published"
    for decision in published["decisions"]:
        told = done(await line.public.get(f"{V1}/decisions/{decision}"))
        assert told["outcome"] is not False or told["rule"] == "thresholds", told


async def test_a_direct_award_names_what_only_its_buyer_knows(line: Line) -> None:
    template = done(await line.public.get(f"{V1}/templates/direct_award", headers=at(NOW)))
    assert template["to_fill"] == ["/justification/supplier_id"]
    assert template["notice"]["justification"]["supplier_id"] is None


async def test_there_is_no_other_template(line: Line) -> None:
    assert (await line.public.get(f"{V1}/templates/innovation_partnership", headers=at(NOW))).status_code == 404
