"""Whoever a bid names is looked up, by itself, and the bidder is heard before anything follows from it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, a_notice, an_envelope

from kernel.clock import day_of
from rulebook.exclusions import Ground
from tendering.associates.domain import Associate, Checked, Held, Source
from tendering.associates.rules import associates_of, found_before, gate_of_associates, matters_of
from tendering.envelopes.domain import Member, MemberRole, Subcontractor
from tendering.exclusions.domain import About, Finding, Inquiry

TODAY = day_of(NOW)
BIDDER, FIRM = uuid4(), uuid4()
ORGANISATIONS = [uuid4() for _ in range(3)]
GROUNDS = [Ground.TERRORISM, Ground.PROFESSIONAL_MISCONDUCT]


def an_associate(name: str = "Quayside Lettings Ltd", organisation_id: UUID | None = FIRM) -> Associate:
    return Associate(about=About.SUBCONTRACTOR, name=name, organisation_id=organisation_id)


def held(ground: Ground = Ground.TERRORISM, **changes: Any) -> Held:
    """On the debarment list since yesterday."""
    facts: dict[str, Any] = {"name": "Quayside Lettings Ltd", "organisation_id": FIRM, "ground": ground}
    facts |= {"is_mandatory": ground.is_mandatory(on=TODAY), "source": Source.DEBARMENT, "reference": "DL-1"}
    return Held(**(facts | {"since": TODAY - timedelta(days=1)} | changes))


def an_inquiry(ground: Ground = Ground.TERRORISM, finding: Finding | None = None, **changes: Any) -> Inquiry:
    """Into the bidder, about the firm, begun now."""
    facts: dict[str, Any] = {
        "notice_id": uuid4(),
        "buyer_id": uuid4(),
        "supplier_id": BIDDER,
        "ground": ground,
        "is_mandatory": ground.is_mandatory(on=TODAY),
        "about": About.SUBCONTRACTOR,
        "person": "Quayside Lettings Ltd",
        "organisation_id": FIRM,
        "occurred_on": TODAY,
        "circumstances": "It is on the list.",
        "notified_at": NOW,
        "due_on": TODAY + timedelta(days=14),
        "finding": finding,
    }
    return Inquiry(**(facts | changes))


def is_held_up(
    associates: list[Associate], against: list[Held], asked: list[Inquiry], only_mandatory: bool = False
) -> bool:
    matters = tuple(matters_of(associates, against, asked))
    checked = Checked(bid_id=uuid4(), bidder_id=BIDDER, associates=tuple(associates), matters=matters)
    decisions = gate_of_associates([checked], on=TODAY, only_mandatory=only_mandatory, now=NOW)
    assert len(decisions) == bool(associates)
    return any(each.blocks for each in decisions)


named = st.lists(st.sampled_from(ORGANISATIONS).map(lambda each: an_associate(str(each), each)), max_size=3)
against = st.lists(
    st.builds(lambda each, ground: held(ground, name=str(each), organisation_id=each),
              st.sampled_from(ORGANISATIONS), st.sampled_from(GROUNDS)),
    max_size=4,
)  # fmt: skip
asked = st.lists(
    st.builds(lambda each, ground, finding: an_inquiry(ground, finding, organisation_id=each),
              st.sampled_from(ORGANISATIONS), st.sampled_from(GROUNDS), st.sampled_from([None, *Finding])),
    max_size=4,
)  # fmt: skip


@given(named, against, asked)
def test_an_award_waits_exactly_while_something_held_against_a_named_one_is_undecided(
    associates: list[Associate], entries: list[Held], inquiries: list[Inquiry]
) -> None:
    last = {(each.organisation_id, each.ground): each.finding for each in inquiries}
    concerned = {each.organisation_id for each in associates}
    open_ = [last.get((each.organisation_id, each.ground)) for each in entries if each.organisation_id in concerned]
    mandatory = [each.is_mandatory for each in entries if each.organisation_id in concerned]
    waits = any(
        finding is None or (finding is Finding.CLEARED and strict)
        for finding, strict in zip(open_, mandatory, strict=True)
    )
    assert is_held_up(associates, entries, inquiries) is waits


@given(named, against, asked, st.builds(held, st.sampled_from(GROUNDS), organisation_id=st.sampled_from(ORGANISATIONS)))
def test_no_more_held_against_anybody_ever_frees_an_award(
    associates: list[Associate], entries: list[Held], inquiries: list[Inquiry], more: Held
) -> None:
    before, after = (is_held_up(associates, each, inquiries) for each in (entries, [*entries, more]))
    assert before <= after


def test_whom_a_bid_names_by_name_only_is_found_by_it_and_may_be_cleared_as_another() -> None:
    unknown = an_associate("The QUAYSIDE Lettings Limited", None)
    assert is_held_up([unknown], [held()], [])
    assert not is_held_up([an_associate("Harbour Lettings CIC", None)], [held()], [])
    assert not is_held_up([unknown], [held()], [an_inquiry(finding=Finding.CLEARED)])
    assert is_held_up([an_associate()], [held()], [an_inquiry(finding=Finding.CLEARED)])


def test_an_inquiry_from_before_it_was_listed_answers_nothing() -> None:
    early = an_inquiry(Ground.INSOLVENCY, Finding.CLEARED, notified_at=NOW - timedelta(days=2))
    assert is_held_up([an_associate()], [held(Ground.INSOLVENCY)], [early])
    assert not is_held_up([an_associate()], [held(Ground.INSOLVENCY)], [an_inquiry(Ground.INSOLVENCY, Finding.CLEARED)])


def test_after_the_award_only_a_mandatory_ground_holds_the_signature() -> None:
    for ground, holds in ((Ground.TERRORISM, True), (Ground.INSOLVENCY, False)):
        assert is_held_up([an_associate()], [held(ground)], [], only_mandatory=True) is holds


@pytest.mark.parametrize(("occurred_on", "counts"), [(date(2021, 8, 17), False), (date(2025, 3, 1), True)])
def test_what_this_authority_found_counts_as_long_as_the_law_looks_back(occurred_on: date, counts: bool) -> None:
    earlier = an_inquiry(Ground.TERRORISM, Finding.APPLIES, occurred_on=occurred_on, about=About.SUPPLIER)
    found = found_before(earlier, "Quayside Lettings Ltd", on=TODAY, commenced_on=TODAY)
    assert (found is not None) is counts


def test_the_lead_is_not_its_own_associate_and_who_takes_a_place_is_looked_up_in_turn() -> None:
    partner, newcomer = uuid4(), uuid4()
    envelope = an_envelope(a_notice())
    members = (Member(BIDDER, MemberRole.LEAD, 60), Member(partner, MemberRole.PARTNER, 40))  # type: ignore[arg-type]
    object.__setattr__(envelope, "consortium", members)
    object.__setattr__(envelope, "subcontractors", (Subcontractor("Quayside Lettings Ltd", "Lets homes.", FIRM),))
    replaced = an_inquiry(finding=Finding.REPLACED, replacement="Harbour Lettings CIC", replacement_id=newcomer)
    found = associates_of(envelope, BIDDER, {BIDDER: "Ashgate", partner: "Crestline"}, [replaced])
    assert [(each.name, each.organisation_id) for each in found] == [
        *(("Crestline", partner), ("Quayside Lettings Ltd", FIRM), ("Harbour Lettings CIC", newcomer)),
    ]
    assert not is_held_up(found, [held()], [replaced])
    assert is_held_up(found, [held(), held(organisation_id=newcomer, name="Harbour Lettings CIC")], [replaced])
