"""The page where a provider bids, as a browser without scripts meets it."""

import httpx
import pytest
from services.tendering.tests.builders import DEADLINE, INSTANT, NOW, at
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.quorum import a_quorum

pytestmark = pytest.mark.integration


def page_of(notice: Json) -> str:
    return f"{V1}/notices/{notice['id']}/bidding"


async def sends(
    line: Line, notice: Json, action: str, price: str = "85000", when: dict[str, str] | None = None
) -> httpx.Response:
    """What the provider's browser is answered, which has filled in a price for every lot."""
    form = {f"price-{lot['id']}": price for lot in notice["lots"]}
    form |= {"proposal": "Homes first.\r\nThen work.", "action": action}
    return await line.provider.post(page_of(notice), data=form, headers=when or at(NOW))


async def test_who_is_nobody_yet_is_asked_to_sign_in_and_nothing_else_may_be_loaded(line: Line) -> None:
    answer = await line.public.get(page_of(await line.published()))
    assert (answer.status_code, "/oauth/sign-in" in answer.text) == (200, True)
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "form-action 'self'"} <= set(policy)
    assert answer.headers["cache-control"] == "no-store"


async def test_a_draft_is_kept_shown_again_and_gone_once_it_is_a_bid(line: Line) -> None:
    notice = await line.published()
    assert "kept on the server, for you alone" in (await sends(line, notice, "save")).text
    shown = (await line.provider.get(page_of(notice), headers=at(NOW))).text
    assert ('value="85000.00"' in shown, "Homes first." in shown) == (True, True)
    assert "85000" not in (await line.competitor.get(page_of(notice), headers=at(NOW))).text
    assert "Keep the receipt" in (await sends(line, notice, "submit")).text
    assert (await line.provider.get(f"{V1}/notices/{notice['id']}/draft")).status_code == 404
    [bid] = done(await line.provider.get(f"{V1}/notices/{notice['id']}/bids", headers=at(NOW)))["items"]
    assert bid["envelope"]["proposal"] == "Homes first.\nThen work."


async def test_what_the_server_seals_is_called_weaker(line: Line) -> None:
    notice = await (await a_quorum(line)).sealed_notice(line)
    assert "Without scripts the server seals your bid" in (await line.provider.get(page_of(notice))).text
    assert "The server sealed it, which is weaker." in (await sends(line, notice, "submit")).text


@pytest.mark.parametrize("price", ["1e5", "-1", "85000.5", "85,000", "٣", "1" * 13])
async def test_what_is_no_price_is_said_and_what_was_written_stays(line: Line, price: str) -> None:
    notice = await line.published()
    answer = await sends(line, notice, "submit", price)
    assert (answer.status_code, f"“{price}” is no price" in answer.text) == (422, True)
    assert ("Homes first." in answer.text, f'value="{price}"' in answer.text) == (True, True)


async def test_too_late_is_said_and_noted(line: Line) -> None:
    notice, late = await line.published(), at(DEADLINE + INSTANT)
    answer = await sends(line, notice, "submit", when=late)
    assert (answer.status_code, "The deadline for bids was" in answer.text) == (409, True)
    attempts = done(await line.provider.get(f"{V1}/notices/{notice['id']}/late-attempts", headers=late))["items"]
    assert len(attempts) == 1


async def test_only_providers_send_the_form_and_only_scripts_are_served(line: Line) -> None:
    notice = await line.published()
    assert (await line.buyer.post(page_of(notice), data={"action": "save"}, headers=at(NOW))).status_code == 403
    script = await line.public.get(f"{V1}/bidding/seal.js")
    assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    for other in ("NOTICE", "views.py", "..%2Fviews.py"):
        assert (await line.public.get(f"{V1}/bidding/{other}")).status_code == 404
