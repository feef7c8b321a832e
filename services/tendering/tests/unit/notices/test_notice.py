"""The rules of a notice, each as a sentence."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, INSTANT, NOW, a_notice, a_published_notice, terms

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.notices.domain import Status
from tendering.terms.domain import Lot


def test_a_published_notice_welcomes_bids_until_the_instant_of_its_deadline() -> None:
    notice = a_published_notice()
    assert notice.status is Status.PUBLISHED
    assert notice.welcomes_bids(now=DEADLINE)
    assert not notice.welcomes_bids(now=DEADLINE + INSTANT)


def test_bids_are_open_from_the_instant_after_the_deadline() -> None:
    notice = a_published_notice()
    assert not notice.opens_bids(now=DEADLINE)
    assert notice.opens_bids(now=DEADLINE + INSTANT)


def test_bids_of_a_notice_cancelled_before_its_deadline_stay_sealed_for_ever() -> None:
    notice = a_published_notice()
    notice.cancel("The money is gone.", now=DEADLINE)
    assert not notice.opens_bids(now=DEADLINE + timedelta(days=3650))


def test_bids_of_a_notice_cancelled_after_its_deadline_were_open_and_stay_so() -> None:
    notice = a_published_notice()
    notice.cancel("No bid is good enough.", now=AFTERWARDS)
    assert notice.opens_bids(now=AFTERWARDS)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lots": []}, "at least one lot"),
        ({"weights": [99]}, "add up to 100"),
        ({"weights": []}, "add up to 100"),
        ({"weights": [50, 51]}, "add up to 100"),
        ({"closes_at": NOW}, "deadline"),
        ({"status": Status.PUBLISHED}, "Only a draft"),
        ({"status": Status.CANCELLED}, "Only a draft"),
    ],
)
def test_a_notice_that_breaks_a_rule_is_not_published(changes: dict[str, Any], sentence: str) -> None:
    # Criteria are made here, not among the parameters: the class may be mapped between the two.
    weights = changes.get("weights", [100])
    criteria = [Criterion(f"Criterion {n}", CriterionKind.PRICE, weight) for n, weight in enumerate(weights)]
    notice = a_notice(criteria=criteria, **{name: value for name, value in changes.items() if name != "weights"})
    before = notice.status
    with pytest.raises(RuleBroken, match=sentence):
        notice.publish(now=NOW)
    assert (notice.status, notice.version, notice.published_at) == (before, 1, None)


def test_a_draft_says_what_it_was_last_told() -> None:
    notice = a_notice()
    notice.revise(terms(title="Winter shelter"))
    assert (notice.title, notice.version) == ("Winter shelter", 2)


def test_a_published_notice_stands_still() -> None:
    notice = a_published_notice()
    with pytest.raises(RuleBroken, match="cancel it and publish another"):
        notice.revise(terms(title="Winter shelter"))
    assert notice.title == "Homelessness alliance"


def test_only_a_published_notice_can_be_cancelled() -> None:
    with pytest.raises(RuleBroken, match="this one is draft"):
        a_notice().cancel("A mistake.", now=NOW)


def test_a_lot_cannot_end_before_it_starts() -> None:
    lot = Lot(title="Prevention", value=Money(1), starts_on=date(2027, 4, 1), ends_on=date(2027, 3, 31))
    with pytest.raises(Unacceptable) as refused:
        terms(lots=[Lot(title="Outreach", value=Money(1)), lot])
    assert refused.value.path == "/lots/1/ends_on"


def test_two_criteria_cannot_have_one_name() -> None:
    with pytest.raises(Unacceptable, match="two criteria called 'Price'"):
        terms(
            criteria=[
                Criterion("Price", CriterionKind.PRICE, Decimal(50)),
                Criterion("Price", CriterionKind.COST, Decimal(50)),
            ]
        )


class TestAwarding:
    """Taking lots off the table."""

    def test_each_lot_goes_once(self) -> None:
        notice = a_published_notice()
        lot = notice.lots[0]
        notice.award([lot.id], first := uuid4(), now=AFTERWARDS)
        with pytest.raises(RuleBroken, match="already awarded"):
            notice.award([lot.id], uuid4(), now=AFTERWARDS)
        assert lot.award_id == first

    def test_nothing_goes_before_the_deadline(self) -> None:
        notice = a_published_notice()
        with pytest.raises(RuleBroken, match="before the deadline"):
            notice.award([notice.lots[0].id], uuid4(), now=DEADLINE)

    def test_a_notice_is_awarded_with_its_last_lot(self) -> None:
        notice = a_published_notice(lots=[Lot(title=title, value=Money(1)) for title in ("Prevention", "Outreach")])
        standing = []
        for lot in notice.lots:
            notice.award([lot.id], uuid4(), now=AFTERWARDS)
            standing.append(notice.status)
        assert standing == [Status.PUBLISHED, Status.AWARDED]

    def test_what_is_no_lot_of_the_notice_or_named_twice_is_refused(self) -> None:
        notice = a_published_notice()
        for lot_ids in ([uuid4()], [notice.lots[0].id] * 2):
            with pytest.raises(Unacceptable, match="named once"):
                notice.award(lot_ids, uuid4(), now=AFTERWARDS)

    def test_a_notice_of_which_a_lot_is_awarded_cannot_be_cancelled(self) -> None:
        notice = a_published_notice(lots=[Lot(title=title, value=Money(1)) for title in ("Prevention", "Outreach")])
        notice.award([notice.lots[0].id], uuid4(), now=AFTERWARDS)
        with pytest.raises(RuleBroken, match="A lot has been awarded"):
            notice.cancel("Second thoughts.", now=AFTERWARDS)
