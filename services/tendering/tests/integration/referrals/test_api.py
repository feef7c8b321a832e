"""A referral shows who is awarded how much of what a body buys, from which awards, by which rules; over HTTP."""

import json
from hashlib import sha256

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at
from services.tendering.tests.integration.line import V1, Line, done

from events.registry import OwnershipStated
from events.registry.owners import BodyTold, PositionTold
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
PATH = f"{V1}/referrals/concentration"


async def test_awards_count_to_the_group_of_their_supplier_and_the_file_proves_itself(line: Line) -> None:
    top = new_id()
    above = BodyTold(id=top, type="entity", name="Dunmore Group SA")
    position = PositionTold(group=above, controller=above, attribution=[])
    told = OwnershipStated(occurred_at=NOW, organisation_id=line.trust, as_of=NOW.date(), positions=[position])
    await line.service.feed(told, line.trust)
    contract = await line.signed()
    answer = await line.public.get(f"{PATH}?buyer_id={line.council}&division=85", headers=at(AFTERWARDS))
    referral = done(answer)
    [held] = referral["groups"]
    assert (held["group_id"], held["share_pct"], held["direct_awards"]) == (str(top), 100, 0)
    assert (held["standing"], referral["calls_for_referral"]) == ("warning", False)  # one group cannot keep any cap
    [award] = held["awards"]
    assert (award["supplier_id"], award["contract_ids"]) == (str(line.trust), [contract["id"]])
    assert {"seed_social_economy.share_cap", "award.lot_limit"} <= {rule["id"] for rule in referral["rules"]}
    digest = referral.pop("digest")
    text = json.dumps(referral, ensure_ascii=False, separators=(",", ":"))
    assert sha256(text.encode()).hexdigest() == digest


@pytest.mark.parametrize("query", ["division=72", "on=2025-03-01", "buyer_id=0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"])
async def test_what_is_outside_of_the_scope_is_not_counted(line: Line, query: str) -> None:
    await line.awarded()
    referral = done(await line.public.get(f"{PATH}?{query}", headers=at(AFTERWARDS)))
    assert (referral["groups"], referral["index"], referral["total"]["amount"]) == ([], None, "0.00")


async def test_before_the_rules_there_is_no_referral(line: Line) -> None:
    assert (await line.public.get(f"{PATH}?on=2024-01-01", headers=at(AFTERWARDS))).status_code == 409
    assert (await line.public.get(f"{PATH}?division=8", headers=at(AFTERWARDS))).status_code == 422
