"""What outsiders may rely on over HTTP, of whatever service: asked of the real gateway, checked by other means."""

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.conformance.callers import newcomer
from tests.conformance.step import DRAFT, PUBLISH
from tests.conformance.walk import Walk

from commonweal.testing import Platform
from gateway.app import create
from gateway.settings import Settings

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]
SERVICES = ("registry", "tendering", "ratings", "grants", "transparency")
ORGANISATIONS = "/registry/v1/organisations"
NOTICES = "/tendering/v1/notices"
AT = {"Commonweal-Now": DRAFT}


@pytest.fixture
def somebody(platform: Platform) -> httpx.Client:
    """A council that is not in the register yet."""
    return newcomer(platform, "commissioner")


def registered(client: httpx.Client, name: str = "Northbridge Council") -> httpx.Response:
    answer = client.post(ORGANISATIONS, json={"name": name, "roles": ["buyer"]})
    assert answer.status_code == 201, answer.text
    return answer


def problem(answer: httpx.Response, status: int, name: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["type"], told["status"], told["instance"]) == (f"/problems/{name}", status, answer.request.url.path)
    return told


# Writing once


def test_a_key_sent_again_is_answered_alike_and_happens_once(somebody: httpx.Client) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    body = {"name": "Asked twice", "roles": ["buyer"]}
    first, second = [somebody.post(ORGANISATIONS, json=body, headers=headers) for _ in range(2)]
    assert (first.status_code, second.status_code, second.content) == (201, 201, first.content)
    assert {name: second.headers[name] for name in ("etag", "commonweal-event")} == {
        name: first.headers[name] for name in ("etag", "commonweal-event")
    }
    assert somebody.get(f"{ORGANISATIONS}/{first.json()['id']}").json()["version"] == 1


def test_a_key_sent_with_something_else_is_refused(somebody: httpx.Client) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    made = somebody.post(ORGANISATIONS, json={"name": "The first"}, headers=headers)
    assert made.status_code == 201
    problem(somebody.post(ORGANISATIONS, json={"name": "The second"}, headers=headers), 422, "key-reused")
    assert somebody.get(f"{ORGANISATIONS}/{made.json()['id']}").json()["name"] == "The first"


# Reading again, and changing what one has read


def test_what_one_has_already_is_not_sent_again(somebody: httpx.Client) -> None:
    path = f"{ORGANISATIONS}/{registered(somebody).json()['id']}"
    read = somebody.get(path)
    again = somebody.get(path, headers={"If-None-Match": read.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", read.headers["etag"])
    assert somebody.get(path, headers={"If-None-Match": '"1-0000000000000000"'}).status_code == 200


def test_a_change_of_what_has_changed_since_is_refused(somebody: httpx.Client) -> None:
    made = registered(somebody)
    path, tag = f"{ORGANISATIONS}/{made.json()['id']}", made.headers["etag"]
    changed = somebody.put(path, json={"name": "Changed"}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    problem(somebody.put(path, json={"name": "Too late"}, headers={"If-Match": tag}), 412, "stale")
    assert somebody.get(path).json()["name"] == "Changed"
    assert somebody.put(path, json={"name": "Read again"}, headers={"If-Match": changed.headers["etag"]}).is_success


# Lists


def pages(client: httpx.Client, path: str) -> Iterator[dict[str, Any]]:
    """One page after another, by `next` in the body; the Link header must lead to the same."""
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        yield page
        linked = answer.links.get("next", {}).get("url", "")
        assert httpx.URL(linked).params.get("cursor") == page["next"]
        path = linked


def test_a_list_is_read_in_pages_by_its_cursors(somebody: httpx.Client) -> None:
    registered(somebody)
    drafts = {drafted(somebody, f"Draft {number}")["id"] for number in range(5)}
    found = list(pages(somebody, f"{NOTICES}?status=draft&limit=2"))
    assert [len(page["items"]) for page in found] == [2, 2, 1]
    assert {notice["id"] for page in found for notice in page["items"]} == drafts
    cursor = found[0]["next"]
    problem(somebody.get(NOTICES, params={"cursor": cursor, "limit": 2}), 422, "invalid")  # other filters
    problem(somebody.get("/grants/v1/schemes", params={"cursor": cursor}), 422, "invalid")  # another list
    problem(somebody.get(NOTICES, params={"limit": 101}), 422, "invalid")


def drafted(client: httpx.Client, title: str) -> dict[str, Any]:
    """A draft of a notice, once tendering has heard of its buyer."""
    body = {
        "title": title,
        "description": "Nothing more than a draft.",
        "category": "services",
        "closes_at": "2027-01-15T12:00:00Z",
        "lots": [],
        "criteria": [],
    }
    after = f"registry/{client.organisation}/1"  # type: ignore[attr-defined]
    answer = client.post(NOTICES, json=body, headers={**AT, "Commonweal-After": after})
    assert answer.status_code == 201, answer.text
    draft: dict[str, Any] = answer.json()
    return draft


# Reading one's own writes


def test_a_write_names_its_event_and_whoever_waits_for_it_finds_it_read_elsewhere(somebody: httpx.Client) -> None:
    event = registered(somebody).headers["commonweal-event"]
    assert event == f"registry/{somebody.organisation}/1"  # type: ignore[attr-defined]
    assert drafted(somebody, "Right after")["buyer_id"] == somebody.organisation  # type: ignore[attr-defined]


def test_what_never_happened_is_waited_for_two_seconds_and_no_longer(platform: Platform) -> None:
    answer = platform.public.get(NOTICES, headers={"Commonweal-After": f"registry/{uuid4()}/1"})
    problem(answer, 503, "not-yet-read")
    assert int(answer.headers["retry-after"]) >= 1
    assert 2 <= answer.elapsed.total_seconds() < 5


# The feed


def ledger(client: httpx.Client, service: str, limit: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Everything that happened, page by page, and the head as the last page names it."""
    entries: list[dict[str, Any]] = []
    while True:
        after = entries[-1]["position"] if entries else 0
        page = client.get(f"/{service}/v1/events", params={"after": after, "limit": limit}).json()
        entries += page["items"]
        if not page["items"] or page["items"][-1]["position"] == page["head"]["position"]:
            return entries, page["head"]


@pytest.mark.parametrize("service", SERVICES)
def test_anybody_can_prove_from_outside_that_a_ledger_is_whole(walk: Walk, service: str) -> None:
    entries, head = ledger(walk.platform.public, service, 250)
    assert [entry["position"] for entry in entries] == list(range(1, len(entries) + 1))
    seal = bytes(32)
    for entry in entries:
        seal = hashlib.sha256(seal + entry["position"].to_bytes(8, "big") + bytes.fromhex(entry["digest"])).digest()
        assert entry["hash"] == seal.hex(), entry["position"]
        assert ("body" in entry) != entry.get("redacted", False)
    assert head["position"] == len(entries)
    assert head["hash"] == seal.hex()


def test_what_is_redacted_for_one_is_shown_to_another_with_the_same_digest(walk: Walk) -> None:
    public, _ = ledger(walk.platform.public, "grants", 1000)
    audited, _ = ledger(walk.platform.client("auditor"), "grants", 1000)
    assert [entry["digest"] for entry in public] == [entry["digest"] for entry in audited[: len(public)]]
    assert any(entry.get("redacted") for entry in public)
    assert not any(entry.get("redacted") for entry in audited)


def test_events_of_one_entity_are_in_their_order(walk: Walk) -> None:
    for service in SERVICES:
        versions: dict[str, int] = {}
        for entry in ledger(walk.platform.public, service, 1000)[0]:
            assert entry["entity_version"] == versions.get(entry["entity"], 0) + 1, (service, entry)
            versions[entry["entity"]] = entry["entity_version"]


# Other people's records


def test_anothers_record_reads_as_one_that_does_not_exist(platform: Platform, somebody: httpx.Client) -> None:
    registered(somebody)
    draft, stranger = drafted(somebody, "Nobody else's")["id"], newcomer(platform, "commissioner", "provider")
    body = {"reason": "Curiosity."}
    for method, path, sent in (("GET", "", None), ("POST", "/publish", None), ("POST", "/cancel", body)):
        theirs, nobodys = [
            stranger.request(method, f"{NOTICES}/{name}{path}", json=sent, headers=AT) for name in (draft, str(uuid4()))
        ]
        told = [problem(answer, 404, "not-found") for answer in (theirs, nobodys)]
        shapes = [without_names(answer, draft) for answer in told]
        assert shapes[0] == shapes[1], (method, path)
        assert theirs.headers.keys() == nobodys.headers.keys()


def without_names(told: dict[str, Any], mine: str) -> dict[str, Any]:
    """A problem, the identifier that was asked for taken out of it."""
    asked = told["instance"].split("/")[4]
    return {name: value.replace(asked, "…") if isinstance(value, str) else value for name, value in told.items()}


# Limits


def test_an_answer_says_how_much_one_may_still_ask_and_beyond_it_when_to_come_again(platform: Platform) -> None:
    # Two windows fit the story: one that a minute's end cuts short, and the next, which is whole.
    visitor = newcomer(platform, "provider", quota=3)
    answers = [visitor.get(ORGANISATIONS) for _ in range(8)]
    assert {answer.status_code for answer in answers} == {200, 429}
    good = next(answer for answer in answers if answer.status_code == 200)
    assert good.headers["ratelimit-policy"] == '"client";q=3;w=60'
    assert good.headers["ratelimit"].startswith('"client";r=')
    refused = next(answer for answer in answers if answer.status_code == 429)
    problem(refused, 429, "too-many-requests")
    assert 1 <= int(refused.headers["retry-after"]) <= 60


# Decisions


def test_every_decision_of_a_rule_can_be_fetched_by_anybody(somebody: httpx.Client, walk: Walk) -> None:
    registered(somebody)
    draft = drafted(somebody, "Too soon")
    example = next(walk.examples(walk.description.operation("tendering_draft_notice"), "application/json"))
    soon = {**example, "regime": "full", "closes_at": "2026-11-27T12:00:00Z"}
    revised = somebody.put(f"{NOTICES}/{draft['id']}", json=soon, headers=AT)
    assert revised.status_code == 200, revised.text
    refused = problem(
        somebody.post(f"{NOTICES}/{draft['id']}/publish", headers={"Commonweal-Now": PUBLISH}), 409, "refused"
    )
    decision = refused["decision"]
    assert decision["reasons"]
    assert decision["outcome"] is False
    fetched = walk.platform.public.get(f"/tendering/v1/decisions/{decision['id']}")
    assert fetched.json() == decision
    assert {"rule", "version", "basis", "inputs", "decided_at"} <= fetched.json().keys()
    problem(walk.platform.public.get(f"/tendering/v1/decisions/{uuid4()}"), 404, "not-found")


# Time


async def test_time_can_be_moved_in_a_sandbox_only(platform: Platform) -> None:
    """Outside one the door refuses the header before it looks at anything else; so nothing needs to stand behind it."""
    told = {"database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/none", "secret": "a secret of the tests"}
    transport = httpx.ASGITransport(create(Settings.model_validate(told)))
    async with httpx.AsyncClient(transport=transport, base_url="http://outside") as plain:
        for method, path in (("GET", ORGANISATIONS), ("POST", NOTICES), ("GET", "/openapi.json"), ("GET", "/")):
            problem(await plain.request(method, path, headers=AT), 400, "no-sandbox")
        assert (await plain.get("/healthz")).status_code == 200
    assert platform.public.get(ORGANISATIONS, headers=AT).status_code == 200
