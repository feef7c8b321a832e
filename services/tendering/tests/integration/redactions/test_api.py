"""Documents of contracts over HTTP, on a real database."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import ContractDocumentPublished

pytestmark = pytest.mark.integration
TEXT = b"The contract. Rates: [withheld]\n"
DIGEST = hashlib.sha256(TEXT).hexdigest()
RATES = {
    "place": "Schedule 3",
    "ground": "sensitive_commercial",
    "explanation": "A later lot is yet to be tendered.",
    "until": "2027-03-31",
}
LATER = datetime(2027, 4, 1, 9, tzinfo=UTC)


async def published(line: Line, contract: dict[str, Any], **changes: Any) -> Any:
    kept = await line.buyer.post(f"{V1}/documents", content=TEXT, headers={"Content-Type": "text/plain"})
    done(kept, 201)
    body = {"sha256": DIGEST, "title": "The contract", "kind": "contractSigned", "redactions": [RATES]} | changes
    return await line.buyer.post(f"{V1}/contracts/{contract['id']}/documents", json=body, headers=at(AFTERWARDS))


async def test_a_document_is_public_with_what_is_withheld_why_and_until_when(line: Line) -> None:
    contract = await line.signed()
    assert (await line.public.get(f"{V1}/documents/{DIGEST}")).status_code == 404
    made = done(await published(line, contract), 201)
    assert made["redactions"] == [RATES | {"is_over": False}]
    assert (await line.public.get(f"{V1}/documents/{DIGEST}")).content == TEXT
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractDocumentPublished)
    assert (event.sha256, event.redactions[0].code) == (DIGEST, "sensitive_commercial")


async def test_a_redaction_ends_and_the_document_is_published_anew_without_it(line: Line) -> None:
    contract = await line.signed()
    first = done(await published(line, contract), 201)
    path = f"{V1}/contracts/{contract['id']}/documents"
    [shown] = done(await line.public.get(path, headers=at(LATER)))
    assert shown["redactions"][0]["is_over"]
    done(await published(line, contract, redactions=[], replaces=first["id"]), 201)
    assert [each["replaces"] for each in done(await line.public.get(path))] == [None, first["id"]]
    assert (await published(line, contract, redactions=[], replaces=first["id"])).status_code == 409


@pytest.mark.parametrize("until", [None, "2026-09-28"])
async def test_a_trade_secret_is_not_kept_for_ever_nor_one_that_is_over(line: Line, until: str | None) -> None:
    refused = await published(line, await line.signed(), redactions=[RATES | {"until": until}])
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/redactions/0/until")


async def test_only_the_buyers_own_file_is_published_and_only_by_it(line: Line) -> None:
    contract = await line.signed()
    unknown = await published(line, contract, sha256="0" * 64)
    assert unknown.status_code == 404
    assert (await published(line, contract, replaces=contract["id"])).status_code == 404
    stranger = line.service.client("commissioner", organisation=line.rival)
    body = {"sha256": DIGEST, "title": "Spite", "kind": "contractSigned"}
    assert (await stranger.post(f"{V1}/contracts/{contract['id']}/documents", json=body)).status_code == 404
