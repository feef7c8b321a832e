"""Social value: promises with day and place, described marks, and what was delivered of late; over HTTP."""

from pathlib import Path
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body
from services.tendering.tests.integration.evaluation.competition import CRITERIA, LATER, Competition
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.workings.test_recount import recounted

from events import Party
from events.tendering import SocialValueReviewed
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
WHY = "The apprentices work in these homes."
FAIR = CRITERIA[-1] | {"relates_because": WHY, "times_delivery": True}
DESCRIBED = CRITERIA[1] | {
    "relates_because": WHY,
    "descriptors": [{"mark": 0, "says": "Nothing."}, {"mark": 6, "says": "A plan."}, {"mark": 8, "says": "Proof."}],
}


async def reviewed(line: Line, ratio: str) -> None:
    """Let a contract of the first bidder have been reviewed."""
    trust, council = Party(id=line.trust, name="Ashgate"), Party(id=line.council, name="Northbridge Council")
    told = SocialValueReviewed(
        occurred_at=NOW, notice_id=new_id(), buyer=council, supplier=trust, promises=[], overdue=[], ratio=ratio,
        released="0.00", trailing_ratio=ratio,
    )  # fmt: skip
    await line.service.feed(told, new_id())


@pytest.mark.parametrize(("fair", "points"), [(FAIR, [2.5, 4.5]), (CRITERIA[-1], [5, 5])])
async def test_what_was_delivered_of_late_counts_only_where_the_notice_says_so(
    line: Line, competition: Competition, tmp_path: Path, *, fair: dict[str, Any], points: list[float]
) -> None:
    await reviewed(line, "0.5")
    await competition.open("80000.00", "100000.00", criteria=[*CRITERIA[:-1], fair])
    await competition.judged()
    table = (await competition.result())["table"]
    assert [each["points"]["Fair work"] for each in table] == points  # half of 5; without evidence nine tenths
    assert [each["no_delivery_evidence"] for each in table] == [False, True]
    workings = await line.auditor.get(f"{competition.path}/evaluation/workings", headers=at(LATER))
    tables = await line.auditor.get(f"{competition.path}/evaluation", headers=at(LATER))
    assert recounted(workings.content, tmp_path).encode() == tables.content
    done(await line.buyer.post(f"{competition.path}/summaries", headers=at(LATER)), 201)
    [summary] = done(await line.provider.get(f"{competition.path}/summaries/own"))["items"]
    [told] = [each["rationales"][1:] for each in summary["criteria"] if each["criterion"] == "Fair work"]
    assert told == (["That counts times 0.5: how far it kept such promises of late."] if fair is FAIR else [])


async def test_a_quantity_is_promised_by_a_day_and_at_a_place(line: Line) -> None:
    metric = {
        "name": "Apprenticeships", "kind": "social_value", "weight": 70, "source": "declared", "scale_maximum": 10,
        "metric": "apprenticeships started", "unit": "people", "relates_because": WHY,
    }  # fmt: skip
    notice = await line.published(criteria=[{"name": "Price", "kind": "price", "weight": 30}, metric])
    body = bid_body(notice)
    path = f"{V1}/notices/{notice['id']}/bids"
    body["offers"][0]["declared"] = {"Apprenticeships": 4}
    refused = await line.provider.post(path, json=body, headers=at(NOW))
    assert (refused.status_code, "by when and where" in refused.text) == (422, True)
    promise = {"quantity": 4, "due_on": "2027-06-01", "place": "Northbridge"}
    body["offers"][0] |= {"declared": {}, "promises": {"Apprenticeships": promise}}
    receipt = done(await line.provider.post(path, json=body, headers=at(NOW)), 201)
    shown = done(await line.provider.get(f"{V1}/bids/{receipt['id']}", headers=at(AFTERWARDS)))
    first, _ = shown["envelope"]["offers"]
    assert first["declared"] == {"Apprenticeships": 4}
    assert first["promises"] == {"Apprenticeships": {"due_on": "2027-06-01", "place": "Northbridge"}}


async def test_a_panel_gives_described_marks_only(competition: Competition) -> None:
    await competition.open("80000.00", "100000.00", criteria=[CRITERIA[0], DESCRIBED, *CRITERIA[2:]])
    refused = await competition.marked("ann", 8, 7)
    assert (refused.status_code, "notice describes" in refused.text) == (422, True)
    done(await competition.marked("ann", 8, 6), 201)


async def test_what_does_not_relate_to_the_contract_is_no_criterion(line: Line) -> None:
    unrelated = DESCRIBED | {"relates_because": None}
    body = await line.buyer.post(f"{V1}/notices", json={"criteria": [unrelated]}, headers=at(NOW))
    assert (body.status_code, "why it relates" in body.text) == (422, True)
