"""Where in the platform each kind of bad input is put, and the requests that do it, through the gateway.

A place that does not exist yet is stood for by one of the same kind, so that its rows are tried all the same; the table
says so, and the counts keep the two apart.
"""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

import httpx
from tests.conformance.bad_rows import Row
from tests.conformance.callers import newcomer
from tests.conformance.description import Operation
from tests.conformance.step import APPLY, BID, DRAFT, END, PAY, RATE
from tests.conformance.walk import Walk


@dataclass(frozen=True)
class Place:
    """A field of an operation's body (`lots.0.title`), a parameter (`path:bid_id`, `query:limit`) or all of a body."""

    operation: str
    field: str
    who: str
    now: str = DRAFT
    #: Why it is tried here, where its own field does not exist yet.
    stands_for: str = ""


PLACES: Mapping[tuple[str, str], Place] = {
    ("registry", "provider.name"): Place("registry_register_organisation", "name", "newcomer"),
    ("registry", "provider.company_number"): Place("registry_register_organisation", "org_ids.0", "newcomer"),
    ("registry", "provider.website"): Place("registry_register_organisation", "website", "newcomer"),
    ("registry", "provider.id"): Place("registry_read_organisation", "path:organisation_id", "public"),
    ("registry", "staff_count"): Place("registry_state_evidence", "facts.0.value", "registrar", END),
    ("registry", "insurance_expiry"): Place("registry_state_evidence", "facts.0.expires_on", "registrar", END),
    ("tendering", "bid.amount"): Place("tendering_replace_bid", "offers.0.price.amount", "provider", BID),
    ("tendering", "bid.id"): Place("tendering_read_bid", "path:bid_id", "provider", BID),
    ("tendering", "tender.title"): Place("tendering_draft_notice", "title", "buyer"),
    ("tendering", "tender.deadline"): Place("tendering_draft_notice", "closes_at", "buyer"),
    ("tendering", "score"): Place(
        "tendering_draft_notice", "criteria.0.weight", "buyer", stands_for="there is no evaluation yet"
    ),
    ("ratings", "rating.stars"): Place("ratings_count_review", "overall", "public", RATE),
    ("ratings", "rating.period"): Place("ratings_count_review", "period", "public", RATE),
    ("ratings", "rating.contract_id"): Place("ratings_issue_credentials", "contract_id", "buyer", RATE),
    ("ratings", "rating.text"): Place("ratings_count_review", "story", "public", RATE),
    ("ratings", "reply.text"): Place("ratings_give_reply", "text", "provider", RATE),
    ("grants", "payment.amount"): Place("grants_pay", "amount.amount", "buyer", PAY),
    ("grants", "payment.due"): Place("grants_pay", "paid_on", "buyer", PAY),
    ("grants", "grant.id"): Place("grants_read_grant", "path:grant_id", "public"),
    ("grants", "payee.sort_code"): Place(
        "registry_register_organisation", "address.postcode", "newcomer", stands_for="payees have no accounts yet"
    ),
    ("grants", "milestone"): Place("grants_accept_milestone", "path:milestone_number", "buyer", APPLY),
    ("publishing", "export.filter"): Place("transparency_list_releases", "query:buyer", "public"),
    ("publishing", "page"): Place("transparency_list_releases", "query:limit", "public"),
    ("publishing", "published_at"): Place("transparency_list_releases", "query:updatedFrom", "public"),
    ("publishing", "notice.id"): Place("tendering_read_notice", "path:notice_id", "public"),
    ("publishing", "ocds.url"): Place("transparency_import_releases", "tender.documents", "platform_admin"),
    ("body_generic", "body"): Place("tendering_draft_notice", "body", "buyer"),
    ("body_generic", "webhook.url"): Place(
        "registry_register_organisation", "website", "newcomer", stands_for="there are no webhooks"
    ),
}
#: Files: kept as documents by the service of their area.
FILES: Mapping[tuple[str, str], str] = {
    ("tendering", "bid.attachment"): "tendering",
    ("grants", "evidence"): "grants",
    ("publishing", "upload"): "transparency",
}
JSON = {"Content-Type": "application/json"}


@dataclass
class Sender:
    """Puts a row's value in its place. `walk` has a record of every kind; its notice is open for bids."""

    walk: Walk
    credentials: list[str]

    @cached_property
    def newcomer(self) -> httpx.Client:
        """Somebody who is not in the register yet."""
        return newcomer(self.walk.platform, "provider")

    def send(self, row: Row, place: Place) -> httpx.Response:
        """The request, made by whoever may make it, so that nothing but the value can be wrong with it."""
        operation = self.walk.description.operation(place.operation)
        headers = {"Commonweal-Now": place.now}
        kind, _, name = place.field.partition(":")
        client = self.client(row, place)
        path = self.path(row, operation, name if kind == "path" else "")
        if kind == "path":
            return client.request(operation.method.upper(), path, headers=headers)
        if kind == "query":
            return client.get(f"{path}?{name}={quoted(row.value)}", headers=headers)
        if place.field == "body":
            return client.post(path, headers={**headers, **JSON, **self.kind_of(row)}, content=self.whole_body(row))
        body = json.dumps(self.body(row, operation, place))
        answer = client.request(operation.method.upper(), path, content=body, headers={**headers, **JSON})
        if place.who == "newcomer" and answer.is_success:
            del self.newcomer
        return answer

    def client(self, row: Row, place: Place) -> httpx.Client:
        """Another tenant for another tenant's records; for registrations, somebody who has not registered."""
        if place.who == "newcomer":
            return self.newcomer
        if row.value in ("OTHER_TENANT_EXISTING_ID", "OTHER_TENANT_DELETED_ID"):
            return newcomer(self.walk.platform, "provider", "commissioner", "rater_issuer")
        if row.value == "SAME_TENANT_NOT_OWNER_ID" and place.who != "public":
            owner = self.walk.client(place.who)
            return newcomer(self.walk.platform, "opener", organisation=owner.organisation)  # type: ignore[attr-defined]
        return self.walk.client(place.who)

    def known(self, row: Row, name: str) -> Any:
        """The value; where it names somebody's record in words, that record's identifier.

        Nothing is ever deleted: nearest to it is what a client has no right to know of.
        """
        if row.value in ("OTHER_TENANT_EXISTING_ID", "SAME_TENANT_NOT_OWNER_ID", "OTHER_TENANT_DELETED_ID"):
            hidden = {"notice_id": "draft_id", "organisation_id": "unregistered_id"} if "DELETED" in row.value else {}
            return self.walk.made[hidden.get(name, name)]
        return row.value

    def path(self, row: Row, operation: Operation, name: str) -> str:
        path = operation.path
        for known, value in self.walk.made.items():
            if known != name:
                path = path.replace(f"{{{known}}}", str(value))
        return path.replace(f"{{{name}}}", quoted(self.known(row, name))) if name else path

    def body(self, row: Row, operation: Operation, place: Place) -> Any:
        """The example of the document with the value in it."""
        [example, *_] = self.walk.examples(operation, "application/json")
        body = copy.deepcopy(example)
        if "credential" in body:
            body["credential"] = self.credentials.pop()
        *way, last = [int(step) if step.isdigit() else step for step in place.field.split(".")]
        inside = body
        for step in way:
            inside = inside[step]
        inside[last] = self.known(row, str(last))
        if place.field == "org_ids.0":
            inside[last] = f"GB-COH-{row.value}"
        if place.field == "tender.documents":
            body |= {"id": f"bad-{row.id}-{self.walk.made['lot_id']}", "parties": [], "buyer": {"name": "A council"}}
            inside[last] = [{"id": "1", "documentType": "tenderNotice", "url": row.value}]
        return body

    def whole_body(self, row: Row) -> bytes:
        """What is sent in place of a notice; some rows say it in words."""
        [example, *_] = self.walk.examples(
            self.walk.description.operation("tendering_draft_notice"), JSON["Content-Type"]
        )
        if row.value == "UTF-16LE body":
            return json.dumps(example).encode("utf-16-le")
        if row.value == "application/xml body":
            return b"<notice/>"
        if row.value in ("form-encoded JSON", "Content-Encoding: gzip x4 layers"):
            return json.dumps(example).encode()
        if row.value == "100,000 keys":
            return json.dumps({f"k{n}": 0 for n in range(100_000)}).encode()
        return str(row.value).encode()

    def kind_of(self, row: Row) -> dict[str, str]:
        """The headers that go with it."""
        return {
            "application/xml body": {"Content-Type": "application/xml"},
            "form-encoded JSON": {"Content-Type": "application/x-www-form-urlencoded"},
            "Content-Encoding: gzip x4 layers": {"Content-Encoding": "gzip, gzip, gzip, gzip"},
        }.get(str(row.value), {})


def quoted(value: Any) -> str:
    """As a path or a query carries it. What is escaped stays so; half a surrogate pair is sent as three bytes."""
    text = value if isinstance(value, str) else json.dumps(value)
    return text if "%" in text and text.isascii() and " " not in text else quote(text, safe="", errors="surrogatepass")
