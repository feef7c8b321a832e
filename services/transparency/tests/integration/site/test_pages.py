"""The public site over HTTP, on a real database."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.transparency.tests.answers import everything_and_why
from services.transparency.tests.giving import GRANT as LIVED
from services.transparency.tests.giving import a_life
from services.transparency.tests.town import (
    ALLIANCE,
    COUNCIL,
    FOREIGN,
    GRANT,
    HARBOUR,
    KITCHEN,
    LANTERN,
    LIBRARY,
    NOON,
    OPEN,
    an_organisation,
)

from chassis.testing import ServiceUnderTest
from events.registry import OrganisationChanged, OrganisationRegistered, OtherName
from events.tendering import FlexibleAnnounced, JustificationAnnounced, NoticePublished, PhaseAnnounced, TargetAnnounced
from pages import stylesheet_path

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = [
    "/",
    "/organisations",
    "/organisations?q=harbour",
    f"/organisations/{HARBOUR.id}",
    "/contracts",
    "/contracts?status=open",
    "/contracts?status=",
    f"/contracts?organisation={COUNCIL.id}",
    f"/contracts/{ALLIANCE.contract_id}",
    f"/notices/{OPEN.notice_id}",
    f"/notices/{LIBRARY.notice_id}",
    "/grants",
    f"/grants/{GRANT.grant_id}",
    "/open-data",
    "/open-data/GB-LAE-NBR",
    "/about",
    "/accessibility",
    f"/organisations/{COUNCIL.id}/calendar",
    f"/organisations/{COUNCIL.id}/money?first=2025-03-01&last=2026-02-28",
    f"/organisations/{COUNCIL.id}/accounts/2025-26",
]
pytestmark = pytest.mark.integration
Serve = Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]]


@pytest.fixture
async def empty(service_under_test: Serve) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        yield service


@pytest.fixture
async def town(empty: ServiceUnderTest) -> ServiceUnderTest:
    for event in everything_and_why():
        await empty.feed(event, event.entity)
    return empty


async def opened(service: ServiceUnderTest, path: str) -> httpx.Response:
    return await service.client().get(path, headers=BROWSER)


async def text_of(service: ServiceUnderTest, path: str) -> str:
    """What a reader reads: without tags, with single spaces."""
    answer = await opened(service, path)
    assert answer.status_code == 200, answer.text
    main = re.search(r"<body.*</body>", answer.text, re.DOTALL)
    assert main
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0]))


async def test_every_page_is_shown_without_script_and_is_not_sent_twice(town: ServiceUnderTest) -> None:
    client = town.client()
    for path in PAGES:
        answer = await client.get(path, headers=BROWSER)
        assert answer.status_code == 200, path
        assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:", answer.text), path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        again = await client.get(path, headers={**BROWSER, "If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path


async def test_before_anything_has_happened_each_list_says_what_will_come(empty: ServiceUnderTest) -> None:
    assert "No contract has been signed here yet." in await text_of(empty, "/")
    assert "The register is still empty." in await text_of(empty, "/organisations")
    assert "Nothing is open for bids just now." in await text_of(empty, "/contracts?status=open")
    assert "As soon as a funder has decided, it stands here." in await text_of(empty, "/grants")


async def test_the_front_page_counts_what_is_there(town: ServiceUnderTest) -> None:
    page = await text_of(town, "/")
    for figure in ("2 contracts £2.19 million", "1 grant £42,000", "in the register 5", "used a service 34"):
        assert figure in page
    assert 'href="/ratings/v1/rate"' in (await opened(town, "/")).text


async def test_a_rebuild_shows_the_same_pages(town: ServiceUnderTest) -> None:
    before = [(await opened(town, path)).text for path in PAGES]
    await town.rebuild()
    assert [(await opened(town, path)).text for path in PAGES] == before


async def test_an_organisation_is_found_by_name_by_number_and_despite_misspelling(town: ServiceUnderTest) -> None:
    for words, first in (
        ("harbour homes", "Harbour Homes"),
        ("HARBOR HOMES", "Harbour Homes"),
        ("1999991", "Harbour Homes"),
        ("GB-COH-09999991", "Harbour Homes"),
        ("ty gobaith", "Tŷ Gobaith Housing"),
        ("no", "Northbridge Council"),
        ("care lantern", "Lantern Care Co-operative"),
    ):
        answer = await town.client().get("/organisations", params={"q": words})
        found = re.findall(r'<h2><a [^>]*href="/organisations/[^>]*>([^<]+)<', answer.text)
        assert found[:1] == [first], words


async def test_whatever_is_searched_for_gets_a_page(town: ServiceUnderTest) -> None:
    for words in ("%", "_", "\\", "'; drop", "\x00", "\u202e", "🙂", "a" * 200, "x " * 100, "zzzzzz"):
        for path in ("/organisations", "/contracts", "/grants"):
            answer = await town.client().get(path, params={"q": words}, headers=BROWSER)
            assert answer.status_code == 200, answer.text


async def test_a_notice_shows_what_came_before_it_you_said_we_did(town: ServiceUnderTest) -> None:
    page = await text_of(town, f"/notices/{OPEN.notice_id}")
    assert "A weekend each month. Carers' circle, 2 March 2026; paid £150 The south lot asks for it." in unescape(page)
    assert "The market was asked on 2 March 2026 : What would let carers rest?" in page.replace("2026:", "2026 :")
    assert "Harbour Homes: Nights away 2 March 2026 What it was shown Weekends are what is asked for." in page
    assert "Before this notice" not in await text_of(town, f"/notices/{LIBRARY.notice_id}")


async def test_what_is_not_found_is_met_with_a_way_on(town: ServiceUnderTest) -> None:
    page = await text_of(town, "/organisations?q=zzzzzz")
    assert "No organisation here is called “zzzzzz”" in page
    assert "look for “zzzzzz” in contracts and in grants" in page


async def test_pages_of_a_list_follow_one_another_without_gap_or_repetition(empty: ServiceUnderTest) -> None:
    for number in range(1, 46):
        facts = an_organisation(number, f"Society {number:02}")
        await empty.feed(OrganisationRegistered(occurred_at=NOON, organisation=facts), facts.id)
    for start in ("/organisations", "/organisations?q=society&utm_source=letter"):
        path, seen = start, []
        while path:
            page = (await opened(empty, path)).text
            seen += re.findall(r"Society (\d\d)</a>", page)
            following = re.search(r'href="([^"]+)" rel="next"', page)
            path = following[1].replace("&amp;", "&") if following else ""
        assert sorted(seen) == [f"{number:02}" for number in range(1, 46)]
        assert len(seen) == 45


async def test_an_organisation_shows_what_it_does_and_how_it_is_rated(town: ServiceUnderTest) -> None:
    lantern = await text_of(town, f"/organisations/{LANTERN.id}")
    assert "2 contracts as a supplier £2.19 million" in lantern
    assert "4.1 of 5, from 34 ratings" in lantern
    assert "Too few ratings to show a score without showing who gave it" in lantern
    council = await text_of(town, f"/organisations/{COUNCIL.id}")
    assert "2 contracts as a buyer" in council
    assert "1 grant made £42,000" in council


async def test_an_org_id_leads_to_the_organisation_too(town: ServiceUnderTest) -> None:
    by_number = await opened(town, "/organisations/gb-chc-1999991")
    assert by_number.text == (await opened(town, f"/organisations/{HARBOUR.id}")).text


async def test_an_imported_organisation_names_its_source(town: ServiceUnderTest) -> None:
    page = await text_of(town, f"/organisations/{FOREIGN.id}")
    assert "Not verified" in page
    assert "We know it only from contracts that Eastmarsh Portal published." in page


async def test_what_the_register_says_last_is_what_is_shown(town: ServiceUnderTest) -> None:
    facts = HARBOUR.model_copy(update={"name": "Haven Homes", "status": "dissolved", "website": "javascript:alert(1)"})
    await town.feed(OrganisationChanged(occurred_at=NOON, organisation=facts), facts.id)
    answer = await opened(town, f"/organisations/{HARBOUR.id}")
    assert "Haven Homes" in answer.text
    assert "this organisation is dissolved" in answer.text
    assert "javascript:" not in answer.text


async def test_a_merged_organisation_keeps_its_page_and_leads_to_the_one_that_bears_its_numbers(
    town: ServiceUnderTest,
) -> None:
    gone = {"status": "merged", "status_since": date(2026, 3, 1), "merged_into": LANTERN.id, "org_ids": []}
    named = [OtherName(name="Haven", kind="former", until=date(2020, 3, 31))]
    both = LANTERN.model_copy(update={"org_ids": [*LANTERN.org_ids, *HARBOUR.org_ids], "other_names": named})
    for facts in (HARBOUR.model_copy(update=gone), both):
        await town.feed(OrganisationChanged(occurred_at=NOON, organisation=facts), facts.id)
    page = await opened(town, f"/organisations/{HARBOUR.id}")
    assert "this organisation is merged since 1 March 2026" in page.text
    assert f'href="/organisations/{LANTERN.id}"' in page.text
    by_number = await text_of(town, "/organisations/gb-chc-1999991")
    assert "Lantern Care Co-operative" in by_number
    assert "Haven, until 31 March 2020" in by_number


async def test_what_people_wrote_is_shown_as_they_wrote_it_and_never_run(empty: ServiceUnderTest) -> None:
    facts = an_organisation(9, "<script>alert(1)</script> & Sons")
    await empty.feed(OrganisationRegistered(occurred_at=NOON, organisation=facts), facts.id)
    for path in (f"/organisations/{facts.id}", "/organisations?q=<script>"):
        answer = await opened(empty, path)
        assert "<script" not in answer.text
        assert "&lt;script&gt;" in answer.text


async def test_a_contract_tells_its_life(town: ServiceUnderTest) -> None:
    page = await text_of(town, f"/contracts/{ALLIANCE.contract_id}")
    for said in (
        "Ended early",
        "asked for bids until 1:00pm on 13 April 2026",
        "4 bids received. Won by Harbour Homes and Lantern Care Co-operative at £1,790,000.",
        "A third house was opened.",
        "Value: £1,952,500, before £1,790,000",
        "31 January 2028 Ended early Both sides agreed to stop.",
        "4.1 of 5, from 34 ratings",
    ):
        assert said in page
    record = re.search(r'href="(/transparency/v1/ocdsRecordPackages/[^"]+)"', (await opened(town, PAGES[8])).text)
    assert record
    assert (await town.client().get(record[1])).status_code == 200


async def test_contracts_are_narrowed_by_standing_party_and_words(town: ServiceUnderTest) -> None:
    async def titles(query: str) -> list[str]:
        page = (await opened(town, f"/contracts?{query}")).text
        return re.findall(r'<h2><a [^>]*href="/(?:contracts|notices)/[^>]*>([^<]+)<', page)

    assert await titles("") == [KITCHEN.title, ALLIANCE.title]
    assert await titles("status=active") == [KITCHEN.title]
    assert await titles("status=terminated") == [ALLIANCE.title]
    assert await titles("status=ended") == []
    assert await titles("status=open") == [OPEN.title]
    assert await titles(f"organisation={HARBOUR.id}") == [ALLIANCE.title]
    assert await titles("q=lantern")
    assert await titles("q=meals&status=terminated") == []


@pytest.mark.parametrize("page", ["/organisations", "/contracts", "/grants"])
async def test_who_looks_for_no_letter_and_no_digit_looks_for_nothing(town: ServiceUnderTest, page: str) -> None:
    assert await text_of(town, f"{page}?q=%20!?%00") == await text_of(town, page)


async def test_a_notice_is_open_until_its_deadline_and_no_longer(town: ServiceUnderTest) -> None:
    async def at(moment: str) -> str:
        answer = await town.client().get(f"/notices/{OPEN.notice_id}", headers={**BROWSER, "Commonweal-Now": moment})
        return answer.text

    assert "Open for bids</strong>" in await at(OPEN.closes_at.isoformat())
    closed = await at((OPEN.closes_at + timedelta(seconds=1)).isoformat())
    assert "Bids are being judged" in closed
    assert "Open for bids" not in closed, "not among the breadcrumbs either"
    assert "No funds this year." in await text_of(town, f"/notices/{LIBRARY.notice_id}")


async def test_a_grant_tells_how_much_of_it_is_paid(town: ServiceUnderTest) -> None:
    page = await text_of(town, f"/grants/{GRANT.grant_id}")
    assert "£21,000 of £42,000 in 1 payment." in page
    assert f"360Giving id 360G-commonweal-{GRANT.grant_id}" in page


async def test_a_grant_tells_its_whole_life(town: ServiceUnderTest) -> None:
    await town.feed(a_life(), LIVED)
    page = await text_of(town, f"/grants/{LIVED}")
    for said in (
        "Closed on 10 September 2027. The work cost £16,000, of which the grant came to £12,000.40.",
        "£3,000.10 is to be paid back. £1,000.10 of it has come.",
        "30 September 2027 £1,000.10",
        "The recipient accepted these terms on 20 August 2026.",
        "Doors open Achieved, due on 1 November 2026 £5,000",
        "Warm home for each, 40 at most £120",
        "Cash from Harbour Trust Evidenced £4,000",
    ):
        assert said in page, page


async def test_a_page_that_is_not_there_is_a_page_for_people_and_a_problem_for_programs(town: ServiceUnderTest) -> None:
    for path in (
        *("/nothing", "/nothing/here", "/organisations/odd", "/organisations/%00", "/contracts/odd"),
        *(f"/{kind}/{UUID(int=7)}" for kind in ("organisations", "contracts", "notices", "grants")),
        *("/static/commonweal.css", "/static/..%2fNOTICE", "/static/nothing.css"),
    ):
        page = await opened(town, path)
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8"), path
        assert "Find an organisation instead" in page.text
        assert (await town.client().get(path)).headers["content-type"] == "application/problem+json"


async def test_an_address_that_means_nothing_says_which_part(town: ServiceUnderTest) -> None:
    for query in ("status=odd", "cursor=forged", "organisation=odd", "limit=0", f"q={'x' * 201}"):
        page = await opened(town, f"/contracts?{query}")
        assert page.status_code == 422
        assert f"<strong>{query.partition('=')[0]}</strong>" in page.text


async def test_the_api_tells_problems_as_problems_even_to_browsers(town: ServiceUnderTest) -> None:
    answer = await opened(town, "/transparency/v1/nothing")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_our_own_mistakes_are_told_as_a_page(town: ServiceUnderTest) -> None:
    town.app.state.readings = None
    transport = httpx.ASGITransport(town.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://commonweal") as client:
        page = await client.get("/", headers=BROWSER)
    assert page.status_code == 500
    assert "It is our fault" in page.text


async def test_the_stylesheet_is_kept_for_ever_under_the_name_of_its_content(town: ServiceUnderTest) -> None:
    answer = await town.client().get(stylesheet_path())
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    plain = await town.client().get(stylesheet_path(), headers={"Accept-Encoding": "identity"})
    assert plain.text == answer.text
    for address in re.findall(r"url\(\"?(/static/[^)\"]+)", answer.text):
        assert (await town.client().get(address)).status_code == 200, address


async def test_pages_answer_head_and_stand_outside_the_api(town: ServiceUnderTest) -> None:
    assert (await town.client().head("/")).status_code == 200
    described = (await town.client().get("/transparency/v1/openapi.json")).json()
    assert all(path.startswith("/transparency/v1/") or path in {"/healthz", "/readyz"} for path in described["paths"])


async def test_a_buyer_sees_on_one_page_what_is_due_when_overdue_first(town: ServiceUnderTest) -> None:
    page = await text_of(town, f"/organisations/{COUNCIL.id}/calendar")
    places = [
        page.index(words) for words in ("Contract details (UK7)", "Contract performance (UK9)", "Last day for bids")
    ]
    assert places == sorted(places)
    assert "Contract award" not in page
    assert page.count("Standstill") == 1
    assert "Kitchens: Harbour Meals" in page
    assert "Payments compliance (UK17) Due October 2098 to March 2099" in page
    assert "What is due when" in await text_of(town, f"/organisations/{COUNCIL.id}")
    quiet = await text_of(town, f"/organisations/{HARBOUR.id}/calendar")
    assert "Nothing is overdue." in quiet
    assert "What is due when" not in await text_of(town, f"/organisations/{HARBOUR.id}")


async def test_a_direct_award_is_not_shown_as_open_for_bids_and_says_why(town: ServiceUnderTest) -> None:
    why = JustificationAnnounced(ground="6", reason="Only they own the homes.", supplier_id=HARBOUR.id)
    changes = {"justification": why, "procedure": "direct_award", "criteria": [], "notice_id": UUID(int=0x77)}
    notice = OPEN.model_copy(update=changes)
    await town.feed(NoticePublished(occurred_at=NOON, notice=notice), notice.notice_id)
    page = await text_of(town, f"/notices/{notice.notice_id}")
    assert "without competition: Only they own the homes." in page
    assert "Direct award" in page
    assert "Open for bids until" not in page
    assert str(notice.notice_id) not in (await opened(town, "/contracts?status=open")).text


async def test_a_flexible_procedure_shows_its_phases_in_their_order(town: ServiceUnderTest) -> None:
    stays = TargetAnnounced(measure="Homes kept", unit="per cent", at_least="80")
    pilot = PhaseAnnounced(title="Pilot", kind="pilot", asks_for="Run it for a month.", targets=[stays], closes_at=NOON)
    chosen: dict[str, Any] = {"conditions": ["Insured"], "criteria": ["Quality"], "at_most": 2, "closes_at": NOON}
    asking = PhaseAnnounced(title="Requests", kind="participation", asks_for="Who you are.", **chosen)
    final = PhaseAnnounced(title="Final tenders", kind="final_tenders", asks_for="Your bid.")
    rights = "Everybody may use the design."
    flexible = FlexibleAnnounced(phases=[asking, pilot, final], partnership="innovation", rights=rights)
    notice = OPEN.model_copy(update={"flexible": flexible, "notice_id": UUID(int=0x78)})
    await town.feed(NoticePublished(occurred_at=NOON, notice=notice), notice.notice_id)
    page = await text_of(town, f"/notices/{notice.notice_id}")
    said = ["Innovation partnership", rights, "Requests", "Condition: Insured", "At most 2 go on, by Quality."]
    said += ["Pilot", "Target: Homes kept, at least 80 (per cent)", "Final tenders", "Your bid."]
    places = [page.index(each) for each in said]
    assert places == sorted(places)
    assert "In which phases" not in await text_of(town, f"/notices/{OPEN.notice_id}")


async def test_a_publisher_has_a_page_of_its_files(town: ServiceUnderTest) -> None:
    start = await opened(town, "/open-data")
    assert '<a class="govuk-link" href="/open-data/GB-LAE-NBR">Northbridge Council</a>' in start.text
    page = await opened(town, "/open-data/GB-LAE-NBR")
    files = re.findall(r'href="(/transparency/v1/published/[^"?]+)"', page.text)
    assert "/transparency/v1/published/contracts-register/GB-LAE-NBR/2026-Q2.csv" in files
    for file in files:
        assert (await opened(town, file)).status_code == 200
    assert "It has published no table yet." in await text_of(town, f"/open-data/{HARBOUR.id}")
    assert (await opened(town, "/open-data/GB-LAE-XXX")).status_code == 404
