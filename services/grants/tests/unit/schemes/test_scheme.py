"""The rules of a scheme, each as a sentence."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from services.grants.tests.builders import NOW, a_scheme

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"budget": "0.00"}, "/budget"),
        ({"closes_on": date(2026, 8, 31)}, "/closes_on"),
        ({"opened_at": datetime(2026, 10, 31, 9, tzinfo=UTC)}, "/closes_on"),
    ],
)
def test_a_scheme_that_nobody_could_apply_to_is_refused(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        a_scheme(**changes)
    assert refused.value.path == path


def test_a_scheme_welcomes_applications_to_the_last_minute_of_its_last_day_in_the_united_kingdom() -> None:
    scheme = a_scheme(closes_on=date(2026, 9, 30))
    scheme.must_welcome(now=datetime(2026, 9, 30, 22, 59, tzinfo=UTC))
    with pytest.raises(RuleBroken, match="closed at the end of 2026-09-30"):
        scheme.must_welcome(now=datetime(2026, 9, 30, 23, 0, tzinfo=UTC))


def test_a_scheme_that_has_not_opened_says_when_it_will() -> None:
    scheme = a_scheme(opens_on=date(2026, 9, 2))
    with pytest.raises(RuleBroken, match="opens on 2026-09-02"):
        scheme.must_welcome(now=NOW)


def test_a_budget_is_given_away_to_the_penny_and_no_further() -> None:
    scheme = a_scheme("100.00")
    scheme.commit(Money.parse("99.99"))
    with pytest.raises(RuleBroken, match=r"only £0\.01 is left"):
        scheme.commit(Money.parse("0.02"))
    scheme.commit(Money.parse("0.01"))
    assert scheme.remaining == ZERO
