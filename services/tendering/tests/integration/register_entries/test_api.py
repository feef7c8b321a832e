"""What a buyer says of its contract for the register, on a real database."""

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import RegisterEntryStated

pytestmark = pytest.mark.integration
SAID = {
    "department": "Housing",
    "review_on": "2029-09-30",
    "irrecoverable_vat": {"amount": "0.00", "currency": "GBP"},
}


async def test_a_buyer_says_what_its_notices_do_not_and_anew(line: Line) -> None:
    path = f"{V1}/contracts/{(await line.signed())['id']}/register-entry"
    assert (await line.public.get(path)).status_code == 404
    first = await line.buyer.put(path, json=SAID, headers=at(AFTERWARDS))
    assert done(first)["irrecoverable_vat"] == {"amount": "0.00", "currency": "GBP"}
    *_, event = await line.service.emitted()
    assert isinstance(event, RegisterEntryStated)
    assert (event.department, str(event.review_on), event.irrecoverable_vat) == ("Housing", "2029-09-30", "0.00")
    tag = {"If-Match": first.headers["etag"]}
    done(await line.buyer.put(path, json={"department": "Care"}, headers=at(AFTERWARDS) | tag))
    assert (await line.buyer.put(path, json=SAID, headers=at(AFTERWARDS) | tag)).status_code == 412
    assert done(await line.public.get(path))["review_on"] is None, "what is left out is not known any more"


async def test_nobody_else_says_it_and_nothing_is_no_word(line: Line) -> None:
    path = f"{V1}/contracts/{(await line.signed())['id']}/register-entry"
    assert (await line.provider.put(path, json=SAID, headers=at(AFTERWARDS))).status_code == 403
    assert (await line.buyer.put(path, json={}, headers=at(AFTERWARDS))).status_code == 422


async def test_a_contract_that_is_not_signed_stands_in_no_register(line: Line) -> None:
    award = await line.awarded()
    term = {"starts_on": "2026-12-01", "ends_on": "2029-11-30"}
    made = done(await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(AFTERWARDS)), 201)
    path = f"{V1}/contracts/{made['id']}/register-entry"
    assert (await line.buyer.put(path, json=SAID, headers=at(AFTERWARDS))).status_code == 409
