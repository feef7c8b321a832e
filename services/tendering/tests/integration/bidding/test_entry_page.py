"""The page on which a provider answers a phase, as a browser without scripts meets it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import at
from services.tendering.tests.integration.line import Json, Line, done
from services.tendering.tests.integration.openings.test_phases import PRICED, sealed_phases
from services.tendering.tests.integration.phases.procedure import DECIDED, ENTERED, InPhases, in_phases

pytestmark = pytest.mark.integration
PDF = b"%PDF-1.7 our policy"
NOTHING_ELSE: Mapping[str, str] = {}
PRICE = {"/price/amount": "85000"}


async def sends(
    asked: InPhases,
    action: str,
    fields: Mapping[str, str] = NOTHING_ELSE,
    by: httpx.AsyncClient | None = None,
    files: Any = None,
) -> httpx.Response:
    """What a provider's browser is shown at last, which has written an answer to the first phase."""
    form = {"/statement": "We have done so\r\nsince 2009.", "version": "0", "action": action, **fields}
    client, path = by or asked.line.provider, f"{asked.path}/phases/1/entering"
    return await client.post(path, data=form, files=files, headers=at(ENTERED), follow_redirects=True)


async def shown(asked: InPhases, by: httpx.AsyncClient | None = None, number: int = 1) -> httpx.Response:
    client = by or asked.line.provider
    return await client.get(f"{asked.path}/phases/{number}/entering", headers=at(ENTERED))


async def own_entry(asked: InPhases) -> Json:
    return dict(done(await asked.line.provider.get(f"{asked.path}/phases/1/entry", headers=at(ENTERED))))


async def test_who_is_nobody_yet_is_asked_to_sign_in_and_reads_what_is_asked_for(line: Line) -> None:
    answer = await shown(await in_phases(line), line.public)
    assert (answer.status_code, "/oauth/sign-in" in answer.text, "Who you are." in answer.text) == (200, True, True)
    assert "Your answer" not in answer.text


async def test_an_answer_is_sent_shown_replaced_and_withdrawn(line: Line) -> None:
    asked = await in_phases(line)
    assert "Received. Keep the receipt." in (await sends(asked, "submit")).text
    entry = await own_entry(asked)
    assert entry["contents"]["statement"] == "We have done so\nsince 2009."
    page = (await shown(asked)).text
    assert ('name="version" value="1"' in page, "since 2009.</textarea>" in page) == (True, True)
    assert "2009" not in (await shown(asked, line.competitor)).text
    blind = await sends(asked, "submit", {"/statement": "Since 2010."})
    assert (blind.status_code, "It has changed since it was read" in blind.text) == (409, True)
    assert "Since 2010.</textarea>" in blind.text, "nothing that was written is lost"
    again = {"/statement": "Since 2010.", "version": "1"}
    assert "Received. Keep the receipt." in (await sends(asked, "submit", again)).text
    assert "It is withdrawn." in (await sends(asked, "withdraw", {"version": "2"})).text
    assert (await own_entry(asked))["withdrawn_at"] is not None
    assert done(await line.buyer.get(f"{asked.path}/phases/1/entries", headers=at(DECIDED)))["items"] == []


async def test_a_file_is_kept_named_and_reaches_the_buyer_after_the_deadline(line: Line) -> None:
    asked = await in_phases(line)
    attached = await sends(asked, "attach", files={"file": ("policy.pdf", PDF, "application/pdf")})
    digest = sha256(PDF).hexdigest()
    assert (f'value="{digest}" checked' in attached.text, "since 2009." in attached.text) == (True, True)
    assert (await line.provider.get(f"{asked.path}/phases/1/entry")).status_code == 404, "adding a file sends nothing"
    await sends(asked, "submit", {"/documents/-": digest})
    [entry] = done(await line.buyer.get(f"{asked.path}/phases/1/entries", headers=at(DECIDED)))["items"]
    assert entry["contents"]["documents"] == [digest]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"/statement": ""}, "/statement"),
        ({"/price/amount": "much"}, "/price/amount"),
        ({"/documents/-": "not a digest"}, "/documents"),
        ({"version": "-1"}, ""),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field_and_what_was_written_stays(
    line: Line, fields: dict[str, str], place: str
) -> None:
    asked = await in_phases(line, **PRICED)
    answer = await sends(asked, "submit", PRICE | fields)
    assert answer.status_code == 422
    assert f'href="#{place}"' in answer.text if place else "no such version" in answer.text
    assert "since 2009." in answer.text or place == "/statement"


async def test_a_price_is_asked_for_where_the_phase_does_and_missed_where_it_is_not_there(line: Line) -> None:
    asked = await in_phases(line, **PRICED)
    missing = await sends(asked, "submit")
    assert (missing.status_code, 'href="#/price/amount"' in missing.text) == (422, True)
    await sends(asked, "submit", PRICE)
    assert (await own_entry(asked))["contents"]["price"]["amount"] == "85000.00"
    assert "/price/amount" not in (await shown(await in_phases(line))).text


async def test_what_the_server_seals_is_called_weaker_and_not_shown_again(line: Line) -> None:
    held = await sealed_phases(line, 1)
    asked = InPhases(line, held.notice)
    assert "Without scripts the server seals what you send" in (await shown(asked)).text
    assert "The server sealed it, which is weaker." in (await sends(asked, "submit", PRICE)).text
    page = (await shown(asked)).text
    assert ("since 2009." in page, "only replaced as a whole" in page) == (False, True)


async def test_a_phase_that_takes_nothing_says_why_instead_of_showing_a_form(line: Line) -> None:
    asked = await in_phases(line)
    last = (await shown(asked, number=2)).text
    assert ("Final tenders are bids" in last, 'id="entry"' in last) == (True, False)
    late = await line.provider.get(f"{asked.path}/phases/1/entering", headers=at(DECIDED))
    assert ("nothing of what comes later is kept" in late.text, 'id="entry"' in late.text) == (True, False)
    assert (await shown(asked, number=9)).status_code == 404


async def test_what_comes_too_late_is_refused_and_that_it_was_tried_is_kept(line: Line) -> None:
    asked = await in_phases(line)
    form = {"/statement": "Sorry.", "version": "0", "action": "submit"}
    late = await line.provider.post(f"{asked.path}/phases/1/entering", data=form, headers=at(DECIDED))
    assert late.status_code == 409
    kept = done(await line.provider.get(f"{asked.path}/phases/1/late-entries", headers=at(DECIDED)))["items"]
    assert len(kept) == 1


async def test_it_is_for_providers(line: Line) -> None:
    asked = await in_phases(line)
    assert (await sends(asked, "submit", by=line.buyer)).status_code == 403
    assert "/oauth/sign-in" in (await shown(asked, line.buyer)).text
