"""Who is in an alliance, by what they share, and what it has from its award."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest

from events import Party
from events.tendering import AlliedParty, AwardedAlliance
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.alliances.domain import Alliance, Member, Role
from tendering.alliances.queries import seats_of
from tendering.alliances.rules import carried_over

NOW = datetime(2027, 10, 6, 9, tzinfo=UTC)


def a_member(reference: str, value: str = "0.00", role: Role = Role.PROVIDER) -> Member:
    return Member(organisation_id=uuid4(), reference=reference, role=role, value=Money.parse(value), joined_at=NOW)


def members() -> list[Member]:
    return [
        a_member("council", role=Role.COMMISSIONER),
        a_member("org-a", "1720000.00"),
        a_member("org-e", "1440000.00"),
        a_member("org-b", "880000.00"),
    ]


def an_alliance(**changes: Any) -> Alliance:
    facts: dict[str, Any] = {
        "buyer_id": uuid4(),
        "title": "Homelessness alliance",
        "target_cost": Money.parse("808000.00"),
        "kpi_gate": Decimal("0.75"),
        "provider_share": Decimal("0.50"),
        "pain_share": Decimal(0),
        "gate": [],
        "ladder": ["leadership", "chief officers"],
        "rung_days": 10,
        "legacy_contracts_replaced": 25,
        "formed_at": NOW,
        "members": members(),
    }
    return Alliance(**(facts | changes))


def test_nobody_leaves_twice() -> None:
    alliance = an_alliance()
    leaving = alliance.present[1].id
    alliance.release(leaving, now=NOW)
    with pytest.raises(RuleBroken, match="has left"):
        alliance.release(leaving, now=NOW)


def test_an_organisation_has_one_seat() -> None:
    alliance = an_alliance()
    with pytest.raises(Unacceptable, match="a member already"):
        alliance.admit(a_member("org-a"))


def test_either_every_provider_has_a_share_or_all_share_by_their_contracts_values() -> None:
    alliance = an_alliance()
    assert {each.reference: each.weight for each in alliance.partners} == {
        "org-a": 172_000_000,
        "org-e": 144_000_000,
        "org-b": 88_000_000,
    }
    newcomer = a_member("org-c")
    newcomer.share = "1/4"
    with pytest.raises(Unacceptable, match="Either every provider"):
        alliance.admit(newcomer)
    for member, share in zip(alliance.providers, ("1/2", "1/3", "1/6"), strict=True):
        member.share = share
    alliance.must_share_the_whole()
    alliance.admit(newcomer)
    assert alliance.partners[-1].weight == Fraction(1, 4)
    with pytest.raises(Unacceptable, match="make one"):
        alliance.must_share_the_whole()


def test_what_all_agreed_to_close_decides_nothing_any_more() -> None:
    alliance = an_alliance()
    alliance.must_be_live()
    alliance.close(now=NOW)
    with pytest.raises(RuleBroken, match="closed on 2027-10-06"):
        alliance.must_be_live()


def an_award() -> AwardedAlliance:
    parties = [("Council", "commissioner", None, "0.00"), ("Trust", "provider", "2/3", "90.00")]
    parties.append(("Homes", "provider", "1/3", "60.00"))
    members = [
        AlliedParty(
            organisation=Party(id=uuid4(), name=name), role=role, share=share, lot_ids=[], award_ids=[], value=value
        )
        for name, role, share, value in parties
    ]
    return AwardedAlliance(
        alliance_award_id=uuid4(),
        notice_id=uuid4(),
        title="Alliance",
        buyer=members[0].organisation,
        outcomes=["Homes"],
        starts_on=date(2027, 4, 1),
        ends_on=date(2032, 3, 31),
        members=members,
        value="150.00",
    )


def test_an_alliance_begins_as_it_was_awarded_under_whatever_names() -> None:
    awarded = seats_of(an_award())
    assert carried_over([], awarded) == awarded
    renamed = [each | {"reference": f"org-{place}", "share": None} for place, each in enumerate(awarded)]
    begun = carried_over(renamed[::-1], awarded)
    assert [each["reference"] for each in begun] == ["org-2", "org-1", "org-0"]
    assert [(each["share"], str(each["value"])) for each in begun[:2]] == [("1/3", "60.00"), ("2/3", "90.00")]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"value": Money(1)}, "/members/1/value"),
        ({"share": "1/2"}, "/members/1/share"),
        ({"role": Role.COMMISSIONER}, "/members/1/role"),
        ({"organisation_id": uuid4()}, "/members/1/organisation_id"),
    ],
)
def test_what_was_awarded_otherwise_is_named(changes: dict[str, Any], path: str) -> None:
    awarded = seats_of(an_award())
    said = [awarded[0], awarded[1] | changes, awarded[2]]
    with pytest.raises(Unacceptable) as refused:
        carried_over(said, awarded)
    assert refused.value.path == path


def test_nobody_to_whom_it_was_awarded_is_left_out() -> None:
    awarded = seats_of(an_award())
    with pytest.raises(Unacceptable, match="1 more"):
        carried_over(awarded[:2], awarded)
