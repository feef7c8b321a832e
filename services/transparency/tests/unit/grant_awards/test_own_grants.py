"""The platform's own grants in the words of 360Giving."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from services.transparency.tests.builders import NEIGHBOURS, NOW
from services.transparency.tests.checks import check
from services.transparency.tests.giving import (
    FOUNDATION,
    GRANT,
    a_closing,
    a_grant,
    a_life,
    a_payment,
    an_award,
    earned_terms,
)

from events.grants import Payment, Returned
from kernel.money import Money
from transparency.grant_awards.consumers import GrantPublisher
from transparency.grant_awards.schemas.grants import Imprint
from transparency.grant_imports.rules.standard import validator

PUBLISHER = GrantPublisher(Imprint("360G-commonweal", "https://commonweal.example"))


def row_of(event: Any) -> dict[str, Any]:
    [(_, row)] = PUBLISHER.on_grant(event)  # type: ignore[misc]
    return dict(row)


def grant_of(event: Any) -> dict[str, Any]:
    grant: dict[str, Any] = json.loads(row_of(event)["text"])
    return grant


def test_a_grant_is_valid_and_stays_so_when_it_is_paid() -> None:
    grants = [grant_of(event) for event in (an_award(), a_payment(), an_award(recipient=NEIGHBOURS))]
    assert [error.message for grant in grants for error in validator().iter_errors(grant)] == []
    package = {"version": "1.4", "grants": grants}
    assert [error.message for error in check("threesixtygiving").package_validator().iter_errors(package)] == []


def test_a_grant_says_who_gave_whom_how_much_and_for_what() -> None:
    grant = grant_of(an_award())
    assert grant["id"] == "360G-commonweal-00000000-0000-0000-0000-00000000001f"
    assert (grant["amountAppliedFor"], grant["amountAwarded"], grant["amountDisbursed"]) == (20000, 15000.5, 0)
    assert grant["plannedDates"] == [
        {"startDate": "2026-09-01T00:00:00.000Z", "endDate": "2027-08-31T00:00:00.000Z", "duration": 12}
    ]
    assert grant["fundingOrganization"] == [
        {
            "id": "GB-CHC-327114",
            "name": FOUNDATION.name,
            "charityNumber": "327114",
            "postalCode": "NB1 1AA",
            "addressCountry": "GB",
        }
    ]
    [recipient] = grant["recipientOrganization"]
    assert (recipient["charityNumber"], recipient["companyNumber"]) == ("1090095", "09506232")


def test_a_recipient_in_no_register_is_numbered_by_the_platform() -> None:
    [recipient] = grant_of(an_award(recipient=NEIGHBOURS))["recipientOrganization"]
    assert recipient == {"id": f"360G-commonweal-ORG:{NEIGHBOURS.id}", "name": NEIGHBOURS.name}


def test_payments_are_transactions_and_add_up() -> None:
    grant = grant_of(a_payment())
    assert grant["amountDisbursed"] == 5000.25
    assert [it["value"] for it in grant["disbursementTransaction"]] == [5000.25]


def test_a_title_fits_the_standards_quality_test() -> None:
    assert len(grant_of(an_award(title="x" * 200))["title"]) == 140


def test_a_rebuild_writes_the_same_bytes() -> None:
    event = a_payment()
    again = type(event).model_validate_json(event.model_dump_json())
    assert row_of(event) == row_of(again)


def test_what_is_to_be_repaid_says_so_and_stays_valid() -> None:
    lent = grant_of(an_award(instrument="repayable"))
    assert lent["fundingType"] == [{"title": "Repayable grant"}]
    assert list(validator().iter_errors(lent)) == []
    assert "fundingType" not in grant_of(an_award())


def test_a_whole_life_is_valid_by_the_schema_and_by_the_offline_check() -> None:
    lives = [grant_of(event) for event in (a_life(), a_life(closing=None), a_life(terms=None))]
    assert [error.message for life in lives for error in validator().iter_errors(life)] == []
    package = {"version": "1.4", "grants": lives}
    assert [error.message for error in check("threesixtygiving").package_validator().iter_errors(package)] == []


def test_each_event_that_holds_a_whole_grant_publishes_it() -> None:
    for event in PUBLISHER.handlers():
        facts = {"occurred_at": NOW, "entity": GRANT, "entity_version": 2, "grant": a_grant(terms=earned_terms())}
        own = {"number": 1} if "number" in event.model_fields else {}
        paid = {"amount": "1.00"} if "amount" in event.model_fields else {}
        assert grant_of(event(**facts, **own, **paid))["classifications"], event


@given(
    st.lists(st.integers(1, 10**9), max_size=4),
    st.lists(st.integers(1, 10**9), max_size=4),
)
def test_what_is_disbursed_is_the_sum_of_its_transactions(paid: list[int], back: list[int]) -> None:
    payments = [
        Payment(number=n, amount=str(Money(pence)), paid_on=date(2026, 9, 2)) for n, pence in enumerate(paid, 1)
    ]
    repayments = [
        Returned(number=n, amount=str(Money(pence)), received_on=date(2027, 9, 30)) for n, pence in enumerate(back, 1)
    ]
    life = grant_of(a_life(payments=payments, closing=a_closing(repayments=repayments)))
    moved = [Decimal(str(it["value"])) for it in life.get("disbursementTransaction", [])]
    assert sum(moved) == Decimal(str(life["amountDisbursed"])) == Decimal(sum(paid) - sum(back)) / 100
    assert len({it["id"] for it in life.get("disbursementTransaction", [])}) == len(moved)


def test_money_that_came_back_goes_from_the_recipient_to_the_funder() -> None:
    life = grant_of(a_life())
    returned = life["disbursementTransaction"][-1]
    assert (returned["value"], returned["transactionDate"]) == (-1000.1, "2027-09-30T00:00:00.000Z")
    assert (returned["provider"], returned["recipient"]) == (
        life["recipientOrganization"][0]["id"],
        life["fundingOrganization"][0]["id"],
    )


def test_the_end_is_told_with_what_it_came_to() -> None:
    [ending] = grant_of(a_life())["actualDates"]
    assert (ending["title"], ending["endDate"]) == ("Closed", "2027-09-10T00:00:00.000Z")
    assert ending["description"] == (
        "It cost £16000.00, of which the grant came to £12000.40. £3000.10 is to be paid back; £1000.10 of it has come."
    )
    [breach] = grant_of(a_life(closing=a_closing(terminated_for_breach=True)))["actualDates"]
    assert breach["title"] == "Terminated for breach"
    assert "actualDates" not in grant_of(a_life(closing=a_closing(closed_on=date(2026, 8, 31))))
    assert "actualDates" not in grant_of(a_payment())


def test_milestones_match_and_outcomes_stand_where_the_standard_has_a_place() -> None:
    life = grant_of(a_life())
    assert [it.get("title") for it in life["plannedDates"]] == [None, "Doors open", "A winter through"]
    assert life["plannedDates"][1]["description"] == "Milestone 1, £5000.00: achieved."
    assert "startDate" not in life["plannedDates"][2]
    assert [(it["vocabulary"], it["title"], it["description"]) for it in life["classifications"]] == [
        ("Match funding", "Cash from Harbour Trust", "£4000.00, evidenced."),
        ("Match funding", "In kind from Volunteers", "£1000.00, pending."),
        ("Outcomes paid for", "Warm home", "£120.00 for each. At most 40 are paid. A reading of 18 °C"),
    ]
    assert life["amountAwarded"] == 15000.5  # what others bring is no part of it
