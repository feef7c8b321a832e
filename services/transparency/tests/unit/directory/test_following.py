"""What the directory keeps of each event."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from services.transparency.tests.town import (
    ALLIANCE,
    GRANT,
    HARBOUR,
    HOMES,
    LANTERN,
    LIBRARY,
    NOON,
    PAID,
    a_summary,
    amended_and_ended,
    an_organisation,
    everything,
    signed,
)

from chassis.projections import Touched
from events import Event
from events.registry import OrganisationRegistered
from events.tendering import AuthorityDutiesWritten, DutiesWritten, NoticeCancelled
from transparency.directory.consumers import SPECS
from transparency.directory.domain import folded

HANDLERS = {kind: handler for spec in SPECS for kind, handler in spec.handlers.items()}


def kept(*events: Event) -> dict[str, list[Mapping[str, Any]]]:
    """The rows that are written, by table."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for event in events:
        for write in HANDLERS[type(event)](event):
            assert not isinstance(write, Touched)
            rows.setdefault(write[0].table.name, []).append(write[1])  # type: ignore[union-attr]
    return rows


def test_every_event_of_the_town_is_followed() -> None:
    told = {type(event) for event in everything()} - {DutiesWritten, AuthorityDutiesWritten}  # those are the calendar's
    assert told <= HANDLERS.keys()
    untold = HANDLERS.keys() - told  # further steps of what is told of, followed as its first is
    assert {HANDLERS[kind] for kind in untold} <= {HANDLERS[kind] for kind in told}


def test_an_organisation_is_found_by_name_without_accents_and_by_each_number() -> None:
    facts = an_organisation(9, "Tŷ Gobaith’r Môr", "GB-CHC-1999999", "GB-COH-09999999")
    [row] = kept(OrganisationRegistered(occurred_at=NOON, organisation=facts))["listed_organisations"]
    assert row["search"] == "ty gobaith r mor gb-chc-1999999 gb-coh-09999999"


def test_a_notice_is_worth_all_its_lots_to_the_penny() -> None:
    [row] = kept(*list(signed(HOMES, ALLIANCE))[:1])["listed_notices"]
    assert row["value"] == 1_820_000_50
    assert row["cancelled_at"] is None


def test_a_cancelled_notice_stays_with_its_reason() -> None:
    event = NoticeCancelled(occurred_at=NOON, notice=LIBRARY, reason="No funds.")
    [row] = kept(event)["listed_notices"]
    assert (row["id"], row["cancelled_at"], row["cancelled_for"]) == (LIBRARY.notice_id, NOON, "No funds.")


def test_a_contract_is_found_by_its_buyer_and_every_supplier_and_stands_as_last_told() -> None:
    rows = kept(*signed(HOMES, ALLIANCE), *amended_and_ended(HOMES, ALLIANCE))
    first, last = rows["listed_contracts"][0], rows["listed_contracts"][-1]
    assert first["search"] == "homelessness alliance northbridge council harbour homes lantern care co-operative"
    assert first["supplier_ids"] == [HARBOUR.id, LANTERN.id]
    assert (last["status"], last["value"]) == ("terminated", 1_952_500_00)
    assert [step["kind"] for step in rows["listed_contract_steps"]] == ["signed", "amended", "terminated"]


def test_a_grant_is_worth_what_was_awarded_not_what_is_paid() -> None:
    event = next(event for event in everything() if getattr(event, "grant", None) == PAID)
    [row] = kept(event)["listed_grants"]
    assert row["value"] == 42_000_00
    assert row["recipient_id"] == GRANT.recipient.id


def test_a_suppressed_score_is_not_kept_even_if_it_were_told() -> None:
    event = a_summary(ALLIANCE, 3, "1.2000")
    hidden = event.model_copy(update={"summary": event.summary.model_copy(update={"suppressed": True})})
    [row] = kept(hidden)["listed_ratings"]
    assert row["score"] is None


def test_what_only_punctuation_and_case_tell_apart_is_the_same_when_searched() -> None:
    assert folded("  St. JOHN’S—Hall\x00 ") == "st. john s hall"
    assert folded("\u202e🙂") == ""
    assert folded(str(uuid4())) != ""
