"""The words of the pages."""

from decimal import Decimal
from uuid import UUID

import pytest
from services.transparency.tests.town import ALLIANCE, HOMES, amended_and_ended, signed

from events.tendering import ContractAmended, ContractEnded, ContractSigned
from kernel.money import Money
from transparency.directory.domain import ContractStep, Rating, average_of
from transparency.directory.queries.procurements import ContractFile
from transparency.site.domain import assurance_of, prefers_page
from transparency.site.views.timeline import timeline_of
from transparency.wording.rules.registers import number_of


def test_a_number_leads_to_its_register_and_an_unknown_register_to_the_list_of_registers() -> None:
    charity = number_of("GB-CHC-1999991", "GB-CHC")
    assert (charity.number, "regid=1999991" in charity.address) == ("1999991", True)
    assert number_of("US-EIN-99", "US-EIN").address == "https://org-id.guide/list/US-EIN"
    assert number_of("XX-FICTION-A", "XX-FICTION").address == ""


@pytest.mark.parametrize(
    ("verified", "source", "says"),
    [
        (True, "self", "has checked"),
        (False, "self", "told us this itself"),
        (False, "registrar", "has not been checked yet"),
        (False, "ocds:Eastmarsh Portal", "contracts that Eastmarsh Portal published"),
        (False, "360giving:A Trust: the second", "grants that A Trust: the second published"),
        (False, "hearsay", "Its source is hearsay"),
    ],
)
def test_a_page_says_who_stands_behind_an_entry(verified: bool, source: str, says: str) -> None:
    assurance = assurance_of(verified, source)
    assert assurance.verified is verified
    assert says in assurance.sentence
    assert ("Nobody has checked" in assurance.sentence) is not verified


def a_rating(count: int, score: str | None) -> Rating:
    return Rating(UUID(int=count), "A service", count, None if score is None else Decimal(score))


def test_an_average_weighs_scores_by_their_ratings_and_leaves_out_what_is_suppressed() -> None:
    assert average_of([a_rating(10, "3.0000"), a_rating(30, "5.0000"), a_rating(0, None)]) == (Decimal("4.5"), 40)
    assert average_of([a_rating(0, None)]) == (None, 0)


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/html;q=0.5, application/json", False),
        ("application/problem+json, text/html;q=0.9", False),
        ("text/*", True),
        ("*/*", False),
        ("", False),
        ("text/html;q=0", False),
        ("text/html;q=nonsense", False),
    ],
)
def test_a_page_is_for_those_who_would_rather_read_html(accept: str, page: bool) -> None:
    assert prefers_page(accept) is page


def test_a_timeline_tells_what_an_amendment_changed_and_nothing_else() -> None:
    told = [*signed(HOMES, ALLIANCE), *amended_and_ended(HOMES, ALLIANCE)]
    kinds = {ContractSigned: "signed", ContractAmended: "amended", ContractEnded: "terminated"}
    steps = [
        ContractStep(
            kinds[type(event)],
            event.occurred_at,
            event.ended_on if isinstance(event, ContractEnded) else None,
            "Why.",
            Money.parse(event.contract.value).pence,
            event.contract.ends_on,
        )
        for event in told
        if isinstance(event, ContractSigned | ContractAmended | ContractEnded)
    ]
    line = timeline_of(ContractFile(ALLIANCE, HOMES, steps, None))
    assert [step.title for step in line] == ["Notice published", "Awarded", "Signed", "Amended", "Ended early"]
    assert line[1].said == "4 bids received. Won by Harbour Homes and Lantern Care Co-operative at £1,790,000."
    assert line[3].changes == [
        ("Value", "£1,790,000", "£1,952,500"),
        ("Ends", "30 September 2028", "31 March 2029"),
    ]
    assert line[4].changes == ()
