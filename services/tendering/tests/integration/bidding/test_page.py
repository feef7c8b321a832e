"""The page where a provider bids, as a browser without scripts meets it."""

import re
from hashlib import sha256

import httpx
import pytest
from services.tendering.tests.builders import DEADLINE, INSTANT, NOW, at
from services.tendering.tests.integration.bidding.forms import CRITERIA, LOTS, form_of, page_of, sends
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.quorum import a_quorum

from chassis.documents import EICAR

pytestmark = pytest.mark.integration
PDF = b"%PDF-1.7 how we work"


async def own_bids(line: Line, notice: Json) -> list[Json]:
    return list(done(await line.provider.get(f"{V1}/notices/{notice['id']}/bids", headers=at(NOW)))["items"])


async def shown(line: Line, notice: Json, by: httpx.AsyncClient | None = None) -> str:
    return (await (by or line.provider).get(page_of(notice), headers=at(NOW))).text


async def test_who_is_nobody_yet_is_asked_to_sign_in_and_nothing_else_may_be_loaded(line: Line) -> None:
    answer = await line.public.get(page_of(await line.published()))
    assert (answer.status_code, "/oauth/sign-in" in answer.text) == (200, True)
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "form-action 'self'"} <= set(policy)
    assert answer.headers["cache-control"] == "no-store"


async def test_a_draft_is_kept_shown_again_and_gone_once_it_is_a_bid(line: Line) -> None:
    notice = await line.published()
    assert "kept on the server, for you alone" in (await sends(line, notice, "save", "83427")).text
    page = await shown(line, notice)
    assert ('value="83427.00"' in page, "Homes first." in page) == (True, True)
    assert "83427" not in await shown(line, notice, line.competitor)
    assert "Keep the receipt" in (await sends(line, notice, "submit")).text
    assert (await line.provider.get(f"{V1}/notices/{notice['id']}/draft")).status_code == 404
    [bid] = await own_bids(line, notice)
    assert bid["envelope"]["proposal"] == "Homes first.\nThen work."


async def test_every_part_of_a_bid_has_a_field_and_comes_back_from_the_draft(line: Line) -> None:
    await line.knows(line.rival, "Crestline Homes Ltd", "provider")
    notice = await line.published(lots=LOTS, criteria=CRITERIA)
    form = form_of(line, notice)
    assert "kept on the server" in (await sends(line, notice, "save", fields=form)).text
    page = await shown(line, notice)
    fields = dict(re.findall(r'name="(/[^"]+)"[^>]*? value="([^"]*)"', page))
    for name, value in form.items():
        if not name.startswith("/answers") and not name.endswith("/-"):
            assert fields[name] == value, name
    assert "Four steps." in page
    assert "Keep the receipt" in (await sends(line, notice, "submit", fields=form)).text
    [bid] = await own_bids(line, notice)
    envelope = bid["envelope"]
    assert [offer["lot_id"] for offer in envelope["offers"]] == [notice["lots"][1]["id"]]
    assert envelope["offers"][0]["declared"] == {"Apprentices": 4, "Local/near jobs": 12.5}
    assert envelope["offers"][0]["promises"] == {"Apprentices": {"due_on": "2027-06-30", "place": "Ashgate"}}
    assert envelope["answers"] == {"Quality": "Four steps."}
    assert [(each["role"], each["share"]) for each in envelope["consortium"]] == [("lead", 62.5), ("partner", 37.5)]
    assert envelope["subcontractors"][0]["lot_ids"] == [notice["lots"][1]["id"]]
    assert 'value="12.5"' in await shown(line, notice), "what is not sealed can be written on"


async def test_what_the_server_seals_is_called_weaker(line: Line) -> None:
    notice = await (await a_quorum(line)).sealed_notice(line)
    assert "Without scripts the server seals your bid" in await shown(line, notice)
    assert "The server sealed it, which is weaker." in (await sends(line, notice, "submit")).text


@pytest.mark.parametrize("price", ["1e5", "-1", "85000.5", "85,000", "٣", "1" * 13])
async def test_what_is_no_price_is_said_beside_it_and_what_was_written_stays(line: Line, price: str) -> None:
    notice = await line.published()
    answer = await sends(line, notice, "submit", price)
    assert answer.status_code == 422
    assert re.search(r'id="/offers/0/price/amount-error">.*Write pounds, such as 85000', answer.text)
    assert ("Homes first." in answer.text, f'value="{price}"' in answer.text) == (True, True)
    assert '<a href="#/offers/0/price/amount">' in answer.text


async def test_who_prices_no_lot_is_told_so_first_of_all(line: Line) -> None:
    answer = await sends(line, await line.published(), "submit", "")
    assert answer.status_code == 422
    assert "Write a price for one lot at least" in answer.text
    assert 'id="faults" role="alert" aria-labelledby="faults-title" tabindex="-1" autofocus' in answer.text


async def test_half_a_promise_is_said_beside_what_is_missing_also_where_a_lot_is_left_out(line: Line) -> None:
    notice = await line.published(lots=LOTS, criteria=CRITERIA)
    form = form_of(line, notice) | {"/offers/1/promises/Apprentices/place": ""}
    answer = await sends(line, notice, "submit", fields=form)
    assert answer.status_code == 422
    assert '<a href="#/offers/1/promises/Apprentices/place">Say where it is done</a>' in answer.text
    assert 'id="/offers/1/promises/Apprentices/place-error"' in answer.text


async def test_another_row_is_one_press_away_and_sends_nothing(line: Line) -> None:
    notice = await line.published()
    page = (await sends(line, notice, "consortium")).text
    assert ('name="/consortium/1/share"' in page, "Homes first." in page) == (True, True)
    assert await own_bids(line, notice) == []


async def test_files_are_kept_ticked_and_named_by_the_bid_and_an_infected_one_never(line: Line) -> None:
    notice = await line.published()
    files = [("file", ("plan.pdf", PDF, "application/pdf")), ("file", ("bad.txt", EICAR, "text/plain"))]
    page = (await sends(line, notice, "attach", files=files)).text
    digest = sha256(PDF).hexdigest()
    assert re.search(rf'value="{digest}" checked', page)
    assert re.search(rf'value="{sha256(EICAR).hexdigest()}" disabled', page)
    assert ("Infected: not kept" in page, "Homes first." in page) == (True, True)
    assert "Keep the receipt" in (await sends(line, notice, "submit", fields={"/documents/-": digest})).text
    [bid] = await own_bids(line, notice)
    assert bid["envelope"]["documents"] == [digest]
    odd = [("file", ("plan.exe", b"MZ", "application/x-msdownload"))]
    assert "plan.exe: Documents may be" in (await sends(line, notice, "attach", files=odd)).text


async def test_a_bid_is_replaced_and_withdrawn_by_the_version_that_was_shown(line: Line) -> None:
    notice = await line.published()
    await sends(line, notice, "submit")
    [bid] = await own_bids(line, notice)
    shown_bid = f"{bid['id']}:{bid['version']}"
    assert f'value="{shown_bid}" checked' in await shown(line, notice)
    assert "Keep the receipt" in (await sends(line, notice, "submit", "80000", fields={"bid": shown_bid})).text
    [bid] = await own_bids(line, notice)
    assert bid["envelope"]["offers"][0]["price"]["amount"] == "80000.00"
    assert (await sends(line, notice, "submit", fields={"bid": shown_bid})).status_code == 409
    assert (await sends(line, notice, "submit")).status_code == 409, "another bid is for other lots"
    gone = await sends(line, notice, "withdraw", fields={"bid": f"{bid['id']}:{bid['version']}"})
    assert ("Nobody else will know that it was there" in gone.text, "in the box" in gone.text) == (True, False)
    assert (await sends(line, notice, "withdraw", fields={"bid": "no number:1"})).status_code == 422


async def test_an_amendment_is_told_and_a_bid_for_the_terms_before_is_to_be_made_anew(line: Line) -> None:
    notice = await line.published()
    await sends(line, notice, "submit")
    later = NOW + 10 * INSTANT
    amendment = {"reason": "Quality counts.", "closes_at": "2026-10-20T09:00:00Z", "criteria": CRITERIA}
    path = f"{V1}/notices/{notice['id']}/amendments"
    done(await line.buyer.post(path, json=amendment, headers=at(later)), 201)
    page = (await line.provider.get(page_of(notice), headers=at(later))).text
    assert ("This bid counts no more: send it anew" in page, "Quality counts." in page) == (True, True)
    assert re.search(r'id="amended"[^>]*>', page)
    assert not re.search(r'id="amended"[^>]* hidden', page)


async def test_what_was_written_for_a_criterion_that_is_gone_is_shown_once_more(line: Line) -> None:
    notice = await line.published(lots=LOTS, criteria=CRITERIA)
    await sends(line, notice, "save", fields=form_of(line, notice))
    renamed = [CRITERIA[0], CRITERIA[1] | {"name": "Method"}, *CRITERIA[2:]]
    amendment = {"reason": "A better name.", "closes_at": "2026-10-20T09:00:00Z", "criteria": renamed}
    done(await line.buyer.post(f"{V1}/notices/{notice['id']}/amendments", json=amendment, headers=at(NOW)), 201)
    page = await shown(line, notice)
    assert "<li>Four steps.</li>" in page.partition('id="homeless">')[2]


async def test_too_late_is_said_and_noted(line: Line) -> None:
    notice, late = await line.published(), at(DEADLINE + INSTANT)
    answer = await sends(line, notice, "submit", when=late)
    assert (answer.status_code, "The deadline for bids was" in answer.text) == (409, True)
    attempts = done(await line.provider.get(f"{V1}/notices/{notice['id']}/late-attempts", headers=late))["items"]
    assert len(attempts) == 1


async def test_what_was_only_named_is_handed_over_after_the_deadline(line: Line) -> None:
    notice, late = await line.published(), at(DEADLINE + INSTANT)
    await sends(line, notice, "submit", fields={"/documents/-": sha256(PDF).hexdigest()})
    assert "Hand them over" in (await line.provider.get(page_of(notice), headers=late)).text
    files = [("file", ("plan.pdf", PDF, "application/pdf"))]
    page = (await sends(line, notice, "attach", files=files, when=late)).text
    assert ("plan.pdf" in page, sha256(PDF).hexdigest() in page) == (True, True)
    [bid] = await own_bids(line, notice)
    [named] = done(await line.buyer.get(f"{V1}/bids/{bid['id']}/documents", headers=late))["documents"]
    assert named["name"] == "plan.pdf"


async def test_only_providers_send_the_form_and_only_scripts_are_served(line: Line) -> None:
    notice = await line.published()
    assert (await line.buyer.post(page_of(notice), data={"action": "save"}, headers=at(NOW))).status_code == 403
    script = await line.public.get(f"{V1}/bidding/seal.js")
    assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    for other in ("NOTICE", "views.py", "..%2Fviews.py"):
        assert (await line.public.get(f"{V1}/bidding/{other}")).status_code == 404


@pytest.mark.parametrize(
    "odd",
    [
        {"/offers/0/price": "1"},
        {"/offers/x/price/amount": "1"},
        {"/offers/0/declared/": "1"},
        {"/answers/-": "One.", "/answers/Two": "Two."},
        {"/consortium/7/role": "emperor", "/consortium/7/share": "1"},
        {"/subcontractors/0/organisation_id": "-" * 36},
        {"/documents/-": "no digest"},
        {"/proposal": "\0"},
        {"/offers/0/staffing/years": "1" * 400},
    ],
)
async def test_what_the_form_never_sends_is_refused_or_passed_over(line: Line, odd: dict[str, str]) -> None:
    answer = await sends(line, await line.published(), "save", fields=odd)
    assert answer.status_code in {200, 422}


@pytest.mark.parametrize(("charset", "text"), [("unicode_escape", "\\ud800"), ("idna", "xn--a")])
async def test_a_form_in_an_encoding_that_makes_no_text_of_it_is_refused(line: Line, charset: str, text: str) -> None:
    notice = await line.published()
    body = f'--x\r\nContent-Disposition: form-data; name="/proposal"\r\n\r\n{text}\r\n--x--\r\n'
    headers = at(NOW) | {"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"}
    answer = await line.provider.post(page_of(notice), content=body.encode("ascii"), headers=headers)
    assert (answer.status_code, "cannot be read" in answer.text) == (422, True)


async def test_a_buyer_that_provides_too_is_told_that_its_own_draft_takes_no_bids(line: Line) -> None:
    draft, both = await line.draft(), line.service.client("provider", organisation=line.council)
    page = await both.get(page_of(draft), headers=at(NOW))
    assert (page.status_code, "No bids are taken for this notice" in page.text) == (200, True)
