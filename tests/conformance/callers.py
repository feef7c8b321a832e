"""Who makes the requests of a walk, and what their answers show once."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.conformance.openers import OPENERS

from commonweal.testing import Client, Platform
from kernel.identifiers import new_id

#: The organisations of the walk, each with one client that may do all that its people do; colleagues are the buyer's.
BUYER = ("commissioner", "evaluator", "citizen_commissioner", "rater_issuer", "funder", "assessor")
COLLEAGUES = ("colleague", "second colleague")
PROVIDER = ("provider",)
PARTIES = {
    "buyer": BUYER,
    "colleague": BUYER,
    "second colleague": BUYER,
    "provider": PROVIDER,
    "rival": PROVIDER,
    "another moderator": ("moderator",),
    **OPENERS,
}


def told_once(answer: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What an answer shows that can never be shown again, whom it names, and what a batch or many awards made."""
    for kind, name in (("codes", "credential"), ("invitations", "invitation")):
        if kind in answer:
            yield name, answer[kind][0]
    if "awards" in answer:
        yield "award_id", answer["awards"][0]["id"]
    for name in ("client_secret", "case_code", "buyer_id", "recipient_id"):
        if answer.get(name):
            yield name, answer[name]
    for kind in ("invoices", "payments"):  # of a batch, by their references
        if isinstance(answer.get(kind), Mapping):
            yield f"{kind[:-1]}_id", next(iter(answer[kind].values()), None)


def newcomer(platform: Platform, *roles: str, organisation: str | None = "", quota: int | None = None) -> Client:
    """A client of an organisation that nobody knows yet, unless one is named; None is for nobody's."""
    named = str(new_id()) if organisation == "" else organisation
    body = {"name": "A visitor", "organisation": named, "roles": list(roles), "quota": quota}
    made = platform.client("platform_admin").post("/oauth/clients", json=body)
    assert made.status_code == 201, made.text
    return Client(platform.url, made.json())
