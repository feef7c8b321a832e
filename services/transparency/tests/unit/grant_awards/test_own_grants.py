"""The platform's own grants in the words of 360Giving."""

import json
from typing import Any

from services.transparency.tests.builders import NEIGHBOURS
from services.transparency.tests.checks import check
from services.transparency.tests.giving import FOUNDATION, a_payment, an_award

from transparency.grant_awards.consumers import GrantPublisher
from transparency.grant_awards.schemas import Imprint
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
