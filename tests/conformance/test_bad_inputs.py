"""Every row of the list of bad inputs that one request can carry, through the real gateway.

Whatever is sent: an answer that is described, never a 5xx, within a second; a problem says nothing of our inside; what
is refused leaves no trace in any ledger, and afterwards everything is as healthy as before.
"""

import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import httpx
import pytest
from tests.conformance.bad_files import FILES as CONTENTS
from tests.conformance.bad_places import FILES, PLACES, Sender
from tests.conformance.bad_rows import ELSEWHERE, LIST, NOT_YET, ROOT, ROWS, Row
from tests.conformance.description import PROBLEM, Description
from tests.conformance.step import APPLY, BID, END, PUBLISH, RATE, Step
from tests.conformance.test_bad_at_the_door import REQUESTS, TOKENS
from tests.conformance.walk import Walk

from commonweal.testing import Platform, eventually

pytestmark = [
    pytest.mark.integration,
    pytest.mark.xdist_group("platform"),
    pytest.mark.skipif(not ROWS, reason=f"the list of bad inputs is not at hand ({LIST.name})"),
]
#: Words of our inside, of which no problem may speak.
INSIDE = ("Traceback", "sqlalchemy", "asyncpg", "SELECT ", "INSERT ", "/site-packages/", "password", "psycopg")
PATIENCE = 1.0  # seconds for an answer; for a file, so many for each megabyte
MEGABYTE = 1024 * 1024
#: What opens the walk's stage again: a notice that can be bid for, an application that can be judged, and a draft.
REOPENED = (
    Step("tendering_draft_notice", "buyer", keeps="draft_id"),
    Step("tendering_draft_notice", "buyer", keeps="notice_id"),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_submit_bid", "provider", BID, keeps="bid_id"),
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
)
#: What each ledger can be told at any time; when that is numbered, so is all that came before it.
FENCES = {
    "tendering": (REOPENED[1], REOPENED[2]),
    "grants": (Step("grants_open_scheme", "buyer"),),
    "registry": (Step("registry_restate_organisation", "provider", END),),
    "ratings": (Step("ratings_set_petition_figures", "buyer", RATE),),
}
#: What a service concludes by itself from what it was told, so that no answer tells of it.
CONCLUDED = {
    "registry.organisation.classified.v1",
    "registry.reply.invited.v1",
    "registry.evidence.expired.v1",
}


@pytest.fixture(scope="module")
def sender(platform: Platform, description: Description) -> Iterator[Sender]:
    """A walk of its own, its last notice still open."""
    walk = Walk(platform, description)
    walk.go()
    walk.go(REOPENED)
    assert walk.faults == []
    walk.made["unregistered_id"] = walk.made["lot_id"]
    codes = walk.client("buyer").post(
        "/ratings/v1/credentials",
        json={"contract_id": walk.made["contract_id"], "quarter": "2027-Q2", "count": 100},
        headers={"Commonweal-Now": RATE},
    )
    assert codes.status_code == 201, codes.text
    yield Sender(walk, codes.json()["codes"])
    assert platform.public.get("/readyz").json()["status"] == "ok"


def name_of(place: tuple[str, str]) -> str:
    return ".".join(place)


@pytest.mark.parametrize("place", PLACES, ids=name_of)
def test_a_bad_value_is_refused_or_taken_as_described(sender: Sender, place: tuple[str, str]) -> None:
    ledgers = Ledgers(sender.walk)
    where = PLACES[place]
    operation = sender.walk.description.operation(where.operation)
    faults = []
    for row in rows_of(place):
        answer = answered(sender, row, ledgers)
        if routed(row, answer):
            faults += [f"{row}: {fault}" for fault in sender.walk.description.faults_of(operation, answer)]
        faults += [f"{row}: {fault}" for fault in faults_in(answer)]
    assert faults == []
    ledgers.hold_nothing_else()


@pytest.mark.parametrize("place", FILES, ids=name_of)
def test_a_bad_file_is_refused_or_kept_and_never_opened(sender: Sender, place: tuple[str, str]) -> None:
    service, provider = FILES[place], sender.walk.client("provider")
    operation = sender.walk.description.operation(f"{service}_keep_document")
    ledgers, faults = Ledgers(sender.walk), []
    for row in rows_of(place):
        file = CONTENTS[row.value]
        if file.declared is not None:
            assert answered_with_a_lie(sender.walk, f"/{service}/v1/documents", row) in LIED
            continue
        answer = provider.post(
            f"/{service}/v1/documents",
            params={"name": file.name},
            content=file.content,
            headers={"Content-Type": file.media_type, **file.headers},
        )
        faults += [f"{row}: {fault}" for fault in sender.walk.description.faults_of(operation, answer)]
        faults += [
            f"{row}: {fault}" for fault in faults_in(answer, patience=PATIENCE * (1 + len(file.content) // MEGABYTE))
        ]
        if answer.is_success:
            faults += [f"{row}: {fault}" for fault in kept_wrongly(provider, service, answer, file.content)]
    assert faults == []
    ledgers.hold_nothing_else()


@pytest.mark.parametrize("importer", ["ocds", "360giving"])
def test_no_bad_file_is_imported(sender: Sender, importer: str) -> None:
    admin, faults = sender.walk.client("platform_admin"), []
    for row in rows_of(("publishing", "upload")):
        file = CONTENTS[row.value]
        if file.declared is None:
            headers = {"Content-Type": "application/json"}
            answer = admin.post(f"/transparency/v1/imports/{importer}", content=file.content, headers=headers)
            faults += [
                f"{row}: {fault}"
                for fault in faults_in(answer, patience=PATIENCE * (1 + len(file.content) // MEGABYTE))
            ]
            if answer.is_success and answer.json()["accepted"]:
                faults.append(f"{row}: it was imported")
    assert faults == []


def test_every_row_is_tried_or_says_why_not(record_property: Any) -> None:
    """Fails when a new `where`, file or scenario appears that is mapped nowhere, or a named test is no longer there."""
    missing = [row for row in ROWS if how(row) == "nowhere"]
    assert missing == []
    assert [name for name in set(ELSEWHERE.values()) if not there(name)] == []
    counts = Counter(how(row) for row in ROWS)
    for kind, count in sorted(counts.items()):
        record_property(kind, count)
    assert counts["its own place"] >= 300
    assert sum(counts.values()) == len(ROWS)


@pytest.mark.parametrize("reason", NOT_YET)
def test_rows_of_rooms_that_are_not_built(reason: str) -> None:
    rows = [row.id for row in ROWS if (row.area, row.value) in NOT_YET[reason]]
    pytest.skip(f"{len(rows)} rows: {reason} ({', '.join(map(str, rows))})")


def rows_of(place: tuple[str, str]) -> list[Row]:
    return [row for row in ROWS if row.place == place]


def how(row: Row) -> str:
    """In which way a row is tried, if it is."""
    scenario = (row.area, row.value) if row.where == "scenario" else None
    if row.place in PLACES:
        return "a place that stands for it" if PLACES[row.place].stands_for else "its own place"
    if row.place in FILES and row.value in CONTENTS:
        return "its own place"
    if scenario and row.area == "gateway" and (row.value in REQUESTS or row.value in TOKENS):
        return "its own place"
    if scenario in ELSEWHERE:
        return "another test"
    return "not yet" if any(scenario in rows for rows in NOT_YET.values()) else "nowhere"


def there(test: str) -> bool:
    path, _, name = test.partition("::")
    return (ROOT / path).exists() and f"def {name}(" in (ROOT / path).read_text()


def answered(sender: Sender, row: Row, ledgers: "Ledgers") -> httpx.Response:
    """The answer; one that was slow is asked for again, twice at most, since others use this machine too."""
    for _ in range(3):
        answer = sender.send(row, PLACES[row.place])
        ledgers.heard(answer)
        if answer.elapsed.total_seconds() < PATIENCE:
            break
    return answer


def routed(row: Row, answer: httpx.Response) -> bool:
    """Whether it came to its operation: the gateway refuses ambiguous paths, and an empty name is the list's path."""
    named = PLACES[row.place].field.startswith("path:")
    return not (named and (row.value == "" or answer.status_code in {404, 405} or "ambiguous" in answer.text))


def faults_in(answer: httpx.Response, *, patience: float = PATIENCE) -> Sequence[str]:
    """What no answer may be, whatever was asked."""
    faults = []
    if answer.status_code >= 500:
        faults.append(f"{answer.status_code} {answer.text[:300]}")
    if answer.status_code >= 400 and answer.headers.get("content-type") != PROBLEM:
        faults.append(f"{answer.status_code} is no problem: {answer.text[:300]}")
    if answer.status_code >= 400 and (said := [word for word in INSIDE if word in answer.text]):
        faults.append(f"it speaks of {said}: {answer.text[:300]}")
    if answer.elapsed.total_seconds() >= patience:
        faults.append(f"it took {answer.elapsed}")
    return faults


def kept_wrongly(client: httpx.Client, service: str, kept: httpx.Response, content: bytes) -> Iterator[str]:
    """A document goes out as it came in, and as nothing that a browser would run."""
    answer = client.get(f"/{service}/v1/documents/{kept.json()['sha256']}")
    if kept.json()["health"] == "infected":
        if answer.status_code != 404:
            yield "an infected document is served"
        return
    if answer.content != content:
        yield "it comes back as something else"
    if answer.headers["content-disposition"] != "attachment" or answer.headers["x-content-type-options"] != "nosniff":
        yield f"a browser may run it: {dict(answer.headers)}"


#: What a length that is not the body's may be answered with: it is waited for, cut off, or refused.
LIED = {b"", b"201", b"400", b"408", b"415", b"422"}


def answered_with_a_lie(walk: Walk, path: str, row: Row) -> bytes:
    """The status with which a body of another length than declared is answered; nothing while more is waited for."""
    file = CONTENTS[row.value]
    token = walk.client("provider").get("/registry/v1/organisations").request.headers["authorization"]
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nContent-Type: {file.media_type}\r\n"
    with socket.create_connection(("127.0.0.1", walk.platform.port), timeout=2) as line:
        line.sendall(f"{head}Content-Length: {file.declared}\r\n\r\n".encode() + file.content)
        line.shutdown(socket.SHUT_WR)
        try:
            return line.recv(65536)[9:12]
        except TimeoutError:
            return b""


class Ledgers:
    """What the services' ledgers hold more than before, against what was answered with success."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.told: dict[str, list[str]] = {service: [] for service in FENCES}
        self.began = {service: self.fenced(service) for service in FENCES}

    def heard(self, answer: httpx.Response) -> None:
        """An answer: a refusal names no event, a success the one that it told."""
        service, _, entity = answer.headers.get("commonweal-event", "").partition("/")
        assert not (service and answer.is_error), answer.text
        if service in self.told:
            self.told[service].append(entity)

    def hold_nothing_else(self) -> None:
        """Raise AssertionError if a ledger holds an event that no answer told of."""
        for service, began in self.began.items():
            ended = self.fenced(service)
            entries = self.after(service, began)
            found = [
                f"{entry['entity']}/{entry['entity_version']}"
                for entry in entries
                if entry["position"] < ended and entry["type"] not in CONCLUDED
            ]
            assert found == self.told[service], service

    def fenced(self, service: str) -> int:
        """The position of an event told just now: everything before it has been numbered too."""
        aside = replace(self.walk, made=dict(self.walk.made), faults=[])
        aside.go(FENCES[service])
        assert aside.faults == []
        entity, version = aside.last["Commonweal-After"].split("/")[1:]
        found: list[int] = []

        def numbered() -> bool:
            head = self.auditor.get(f"/{service}/v1/events", params={"limit": 1}).json()["head"]["position"]
            found[:] = [
                entry["position"]
                for entry in self.after(service, max(0, head - 500))
                if (entry["entity"], str(entry["entity_version"])) == (entity, version)
            ]
            return bool(found)

        eventually(numbered)
        return found[0]

    def after(self, service: str, position: int) -> list[dict[str, Any]]:
        page = self.auditor.get(f"/{service}/v1/events", params={"after": position, "limit": 1000})
        items: list[dict[str, Any]] = page.json()["items"]
        return items

    @property
    def auditor(self) -> httpx.Client:
        return self.walk.client("auditor")
