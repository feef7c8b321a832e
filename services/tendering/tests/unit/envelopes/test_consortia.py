"""Who bids together: one leads and bids, each is named once, and what they do makes a whole."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import a_published_notice, an_envelope
from sqlalchemy.dialects import postgresql

from kernel.errors import Unacceptable
from tendering.envelopes.domain import Envelope, Member, MemberRole, Subcontractor
from tendering.envelopes.tables import EnvelopeBytes

LEAD, PARTNER, STRANGER = (UUID(int=number) for number in (1, 2, 3))


def members(*parts: tuple[UUID, MemberRole, str]) -> Envelope:
    """A bid by these."""
    consortium = tuple(Member(who, role, Decimal(share)) for who, role, share in parts)
    return replace(an_envelope(a_published_notice()), consortium=consortium)


@given(share=st.decimals(Decimal("0.0001"), Decimal("99.9999"), places=4))
def test_any_two_shares_that_make_a_whole_are_taken_and_no_others(share: Decimal) -> None:
    whole = [(LEAD, MemberRole.LEAD, str(share)), (PARTNER, MemberRole.PARTNER, str(100 - share))]
    members(*whole).must_be_led_by(LEAD)
    short = [*whole[:1], (PARTNER, MemberRole.PARTNER, str(100 - share - Decimal("0.0001")))]
    with pytest.raises(Unacceptable, match="of a hundred"):
        members(*short).must_be_led_by(LEAD)


@pytest.mark.parametrize(
    "parts",
    [
        [(LEAD, MemberRole.PARTNER, "50"), (PARTNER, MemberRole.LEAD, "50")],
        [(LEAD, MemberRole.LEAD, "50"), (PARTNER, MemberRole.LEAD, "50")],
        [(LEAD, MemberRole.PARTNER, "50"), (PARTNER, MemberRole.PARTNER, "50")],
        [(STRANGER, MemberRole.LEAD, "50"), (PARTNER, MemberRole.PARTNER, "50")],
    ],
)
def test_whoever_bids_leads_alone(parts: list[tuple[UUID, MemberRole, str]]) -> None:
    with pytest.raises(Unacceptable, match="leads the consortium"):
        members(*parts).must_be_led_by(LEAD)


def test_nobody_is_a_member_twice() -> None:
    twice = members((LEAD, MemberRole.LEAD, "50"), (LEAD, MemberRole.PARTNER, "50"))
    with pytest.raises(Unacceptable, match="named once"):
        twice.must_be_led_by(LEAD)


def test_who_bids_alone_leads_nobody() -> None:
    alone = an_envelope(a_published_notice())
    assert alone.consortium == ()
    alone.must_be_led_by(STRANGER)


def test_an_envelope_comes_out_as_it_was_shut() -> None:
    dialect, kept = postgresql.dialect(), EnvelopeBytes()  # type: ignore[no-untyped-call]
    envelope = replace(
        members((LEAD, MemberRole.LEAD, "62.5"), (PARTNER, MemberRole.PARTNER, "37.5")),
        subcontractors=(Subcontractor("Keys", "Locks"), Subcontractor("Vans", "Outreach", STRANGER)),
    )
    assert kept.process_result_value(kept.process_bind_param(envelope, dialect), dialect) == envelope
