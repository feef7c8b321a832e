"""Documents are kept by what they are, for whom they belong to, and never served when infected."""

import hashlib
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
from libs.chassis.tests.desk import COUNCIL, Desk

from chassis.documents import EICAR, LARGEST, Health, make_public, must_own
from kernel.errors import NotFound

PDF = b"%PDF-1.7\n" + b"lots and criteria " * 1000


async def kept(client: httpx.AsyncClient, body: bytes = PDF, kind: str = "application/pdf") -> httpx.Response:
    return await client.post("/documents", content=body, headers={"Content-Type": kind}, params={"name": "Pack"})


async def test_a_document_comes_back_as_it_went_in(desk: Desk) -> None:
    client = desk.client()
    answer = await kept(client)
    digest = hashlib.sha256(PDF).hexdigest()
    assert answer.status_code == 201, answer.text
    assert answer.json()["sha256"] == digest
    assert (answer.json()["size"], answer.json()["health"], answer.json()["name"]) == (len(PDF), "unscanned", "Pack")
    read = await client.get(f"/documents/{digest}")
    assert (read.status_code, read.content, read.headers["ETag"]) == (200, PDF, f'"{digest}"')
    assert read.headers["Content-Type"] == "application/pdf"
    assert read.headers["X-Content-Type-Options"] == "nosniff"
    assert (await client.get(f"/documents/{digest}", headers={"If-None-Match": f'"{digest}"'})).status_code == 304


async def test_it_is_its_owners_until_it_is_made_public(desk: Desk) -> None:
    digest = (await kept(desk.client())).json()["sha256"]
    readers = [desk.client(subject=""), desk.client(organisation=uuid4()), desk.client(organisation=None)]
    for reader in readers:
        assert (await reader.get(f"/documents/{digest}")).status_code == 404
    async with desk.sessions.begin() as session:
        await make_public(session, digest, COUNCIL)
    for reader in readers:
        assert (await reader.get(f"/documents/{digest}")).content == PDF


async def test_two_owners_of_the_same_bytes_do_not_see_each_other(desk: Desk) -> None:
    other = uuid4()
    digest = (await kept(desk.client())).json()["sha256"]
    async with desk.sessions() as session:
        with pytest.raises(NotFound):
            await must_own(session, digest, other)
        assert (await must_own(session, digest, COUNCIL)).size == len(PDF)
    assert (await kept(desk.client(organisation=other))).status_code == 201
    assert (await desk.client(organisation=other).get(f"/documents/{digest}")).content == PDF


async def test_an_infected_document_is_never_served(desk: Desk) -> None:
    client = desk.client()
    answer = await kept(client, EICAR, "text/plain")
    assert (answer.status_code, answer.json()["health"]) == (201, "infected")
    assert (await client.get(f"/documents/{answer.json()['sha256']}")).status_code == 404


async def test_a_scanner_may_be_plugged_in(desk: Desk) -> None:
    async def cautious(_: object) -> Health:
        return Health.QUARANTINED

    desk.app.state.scanner = cautious
    client = desk.client()
    answer = await kept(client)
    assert answer.json()["health"] == "quarantined"
    assert (await client.get(f"/documents/{answer.json()['sha256']}")).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PDF, "text/html"),
        (PDF, "image/svg+xml"),
        (PDF, "image/png"),
        (b"<script>", "application/pdf"),
        (b"\0\0", "text/csv"),
        (b"MZ\x90", "application/vnd.oasis.opendocument.text"),
        (PDF, ""),
    ],
)
async def test_a_file_is_what_it_says_and_of_a_kind_that_is_taken(desk: Desk, body: bytes, kind: str) -> None:
    answer = await kept(desk.client(), body, kind)
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported-media-type")


async def test_an_empty_file_is_none_and_a_huge_one_too_many(desk: Desk) -> None:
    assert (await kept(desk.client(), b"")).status_code == 422

    async def pieces() -> AsyncIterator[bytes]:
        yield PDF
        for _ in range(LARGEST // 2**20):
            yield b"x" * 2**20

    answer = await desk.client().post("/documents", content=pieces(), headers={"Content-Type": "application/pdf"})
    assert answer.status_code == 413


@pytest.mark.parametrize("digest", ["x", "0" * 63, "A" * 64, "..%2f..%2fetc%2fpasswd", "0" * 64])
async def test_what_is_no_digest_is_not_found(desk: Desk, digest: str) -> None:
    assert (await desk.client().get(f"/documents/{digest}")).status_code == 404


async def test_the_same_upload_with_a_key_is_answered_again(desk: Desk) -> None:
    headers = {"Content-Type": "application/pdf", "Idempotency-Key": "k"}
    first = await desk.client().post("/documents", content=PDF, headers=headers)
    second = await desk.client().post("/documents", content=PDF, headers=headers)
    assert (second.content, second.headers["Idempotency-Replayed"]) == (first.content, "true")
    other = await desk.client().post("/documents", content=PDF + b"x", headers=headers)
    assert other.json()["type"] == "/problems/key-reused"
