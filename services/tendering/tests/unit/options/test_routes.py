"""Which ways are open, and which never are."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from kernel.periods import DatePeriod
from tendering.obligations.domain import Case, Regime
from tendering.options.domain import Answers
from tendering.options.rules import routes

ANSWERS = st.builds(Answers, **{name: st.sampled_from([None, True, False]) for name in Answers.__dataclass_fields__})


def names(answers: Answers, **changes: Any) -> list[str]:
    """The ways open to a light-touch service of five years."""
    facts: dict[str, Any] = {
        "regime": Regime.LIGHT_TOUCH,
        "value": Money.parse("900000.00"),
        "commenced_on": date(2026, 8, 17),
        "term": DatePeriod(date(2027, 4, 1), date(2032, 3, 31)),
    }
    return [route.name for route in routes(Case(**(facts | changes)), answers)]


@given(ANSWERS)
def test_some_lawful_way_is_always_open(answers: Answers) -> None:
    assert names(answers)


@given(ANSWERS)
def test_what_is_not_known_opens_no_shorter_way(answers: Answers) -> None:
    unknown = Answers(**{name: value or None for name, value in vars(answers).items()})
    if not answers.is_health_care:
        assert names(unknown) == names(answers)


def test_a_mutual_may_be_meant_for_five_years_and_not_a_month_longer() -> None:
    meant = Answers(mutual_intended=True)
    assert "reserved_mutual" in names(meant)
    assert "reserved_mutual" not in names(meant, extension_months=1)
    assert "reserved_mutual" not in names(meant, regime=Regime.FULL)


def test_vcses_may_be_meant_only_below_the_threshold() -> None:
    meant = Answers(local_or_vcse_intended=True)
    assert "reserved_below_threshold" not in names(meant)
    assert "reserved_below_threshold" in names(meant, value=Money.parse("100000.00"))


def test_health_care_goes_by_regulation_6() -> None:
    health = {"is_health_care": True}
    assert names(Answers(**health, only_one_supplier=True)) == ["A"]
    assert names(Answers(**health, patients_choose=True)) == ["B"]
    satisfied = {**health, "existing_provider_satisfies": True}
    assert names(Answers(**satisfied, change_is_considerable=False)) == ["C"]
    assert names(Answers(**satisfied, change_is_considerable=True, most_suitable_provider_known=True)) == [
        "most_suitable_provider"
    ]
    assert names(Answers(**satisfied), is_framework=True) == ["competitive"]
