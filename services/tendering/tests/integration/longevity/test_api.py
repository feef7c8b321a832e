"""Long contracts and churn over HTTP, on a real database."""

from datetime import UTC, datetime

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Line, done, heard

from events.tendering import ContractReviewed

pytestmark = pytest.mark.integration


async def test_a_review_lets_a_contract_go_on_or_announces_its_break(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/term-reviews"
    assert done(await line.public.get(path)) == {"contract_id": contract["id"], "reviews": [], "next_due_on": None}
    go_on = {"verdict": "go_on", "findings": "The target is met."}
    done(await line.buyer.post(path, json=go_on, headers=at(AFTERWARDS)), 201)
    for day in ("2026-09-29", "2027-11-30", None):
        broken = {"verdict": "break", "findings": "It is not.", "breaks_on": day}
        assert (await line.buyer.post(path, json=broken, headers=at(AFTERWARDS))).status_code == 422
    broken["breaks_on"] = "2027-06-30"
    found = done(await line.buyer.post(path, json=broken, headers=at(AFTERWARDS)), 201)
    assert [each["verdict"] for each in found["reviews"]] == ["go_on", "break"]
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractReviewed)
    assert (event.verdict, str(event.breaks_on)) == ("break", "2027-06-30")


async def term_reviews(line: Line, now: datetime) -> list[tuple[str, str, str]]:
    """What the council's calendar says of reviews of long contracts that are still to be made."""
    await heard(line)
    asked = {"buyer_id": str(line.council)}
    found = done(await line.public.get(f"{V1}/calendar", params=asked, headers=at(now)))["items"]
    return [(each["due"], each["state"], each["layer"]) for each in found if each["code"] == "term_review"]


async def test_the_calendar_names_the_reviews_of_a_long_contract_until_they_are_made(line: Line) -> None:
    award = await line.awarded()
    term = {"starts_on": "2026-12-01", "ends_on": "2031-11-30"}
    contract = done(
        await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(AFTERWARDS)), 201
    )
    assert await term_reviews(line, AFTERWARDS) == []
    done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(AFTERWARDS)))
    assert await term_reviews(line, AFTERWARDS) == [("2028-12-01", "due", "overlay")]
    late = datetime(2028, 12, 5, 9, tzinfo=UTC)
    assert await term_reviews(line, late) == [("2028-12-01", "overdue", "overlay")]
    go_on = {"verdict": "go_on", "findings": "The target is met."}
    done(await line.buyer.post(f"{V1}/contracts/{contract['id']}/term-reviews", json=go_on, headers=at(late)), 201)
    assert await term_reviews(line, late) == [("2030-12-05", "due", "overlay")]


async def test_churn_is_reckoned_and_nothing_is_kept(line: Line) -> None:
    body = {"contracts": 25, "years_observed": 10, "retenders": 60, "provider_changes": 18}
    before = len(await line.service.emitted())
    found = done(await line.public.post(f"{V1}/churn", json=body))
    assert found == {
        "contract_years": 250,
        "retenders_per_contract_year": 0.24,
        "change_rate_per_retender_pct": 30,
        "mean_interval_years": 4.1667,
    }
    assert len(await line.service.emitted()) == before
