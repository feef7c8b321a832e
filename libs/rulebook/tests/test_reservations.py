"""Who qualifies for a reserved contract: nothing that is missing or disputed ever opens the way."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulebook.decisions import Basis
from rulebook.limbs import CLASSES, FACTS, MUTUAL, Known, PastAward, Question, Reservation, Value
from rulebook.reservations import Qualification, is_comparable, qualify, window
from rulebook.rules import NotInForce

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SIGNATURE = date(2026, 12, 8)
COUNCIL, ANOTHER = uuid4(), uuid4()
MUTUAL_FACTS: Mapping[str, Value] = dict.fromkeys(MUTUAL, True)
AGAIN = "comparable_contract_within_3_years"

NAMES = [*FACTS, *CLASSES.values(), "united_kingdom"]
reservations = st.sampled_from(Reservation)
values = st.one_of(st.booleans(), st.integers(0, 1000), st.sampled_from(["N0", "N1", "N2", "N3", "NX", "yes"]))
evidence = st.dictionaries(st.sampled_from(NAMES), values)
awards = st.builds(
    PastAward,
    st.sampled_from([COUNCIL, ANOTHER]),
    st.dates(date(2022, 1, 1), date(2027, 12, 31)),
    st.sampled_from([True, False, None]),
)
days = st.dates(date(2026, 2, 4), date(2032, 12, 31))


def asked(
    facts: Mapping[str, Value],
    *history: PastAward,
    reservation: Reservation = Reservation.PUBLIC_SERVICE_MUTUAL,
    on: date = SIGNATURE,
    disputed: frozenset[str] = frozenset(),
    authority: UUID = COUNCIL,
) -> Qualification:
    question = Question(reservation=reservation, authority=authority, on=on, history=history)
    return qualify(Known(facts, disputed), question)


def test_a_mutual_with_its_three_limbs_qualifies() -> None:
    found = asked(MUTUAL_FACTS)
    assert (found.outcome, found.fails, found.missing) == (True, (), ())
    assert found.facts == tuple(MUTUAL)


@given(st.sampled_from([*MUTUAL]), days, st.booleans())
def test_without_one_limb_the_way_to_section_33_is_shut(limb: str, on: date, is_disputed: bool) -> None:
    facts = MUTUAL_FACTS if is_disputed else {name: True for name in MUTUAL if name != limb}
    found = asked(facts, on=on, disputed=frozenset({limb} if is_disputed else ()))
    assert (found.outcome, found.fails, found.missing) == (None, (f"{limb}_not_evidenced",), (limb,))
    assert found.gate(now=NOW).blocks
    assert not found.decision(now=NOW).blocks


@given(evidence, reservations, st.lists(awards), days, st.sets(st.sampled_from(NAMES)))
def test_taking_evidence_away_never_makes_a_yes(
    facts: dict[str, Value], reservation: Reservation, history: list[PastAward], on: date, gone: set[str]
) -> None:
    before = asked(facts, *history, reservation=reservation, on=on)
    less = {name: value for name, value in facts.items() if name not in gone}
    for after in (
        asked(less, *history, reservation=reservation, on=on),
        asked(facts, *history, reservation=reservation, on=on, disputed=frozenset(gone)),
    ):
        assert before.outcome is True or after.outcome is not True
        assert {limb.name for limb in after.limbs if limb.outcome is False} <= {
            limb.name for limb in before.limbs if limb.outcome is False
        }


@given(evidence, reservations, st.lists(awards), awards, days)
def test_another_earlier_award_never_makes_a_yes(
    facts: dict[str, Value], reservation: Reservation, history: list[PastAward], more: PastAward, on: date
) -> None:
    before = asked(facts, *history, reservation=reservation, on=on)
    assert before.outcome is True or asked(facts, *history, more, reservation=reservation, on=on).outcome is not True


@given(evidence, reservations, st.permutations([1, 2, 3, 4]), days)
def test_the_order_of_evidence_and_awards_changes_nothing(
    facts: dict[str, Value], reservation: Reservation, order: list[int], on: date
) -> None:
    history = [PastAward(COUNCIL, date(2024, 1, day), day % 2 == 0) for day in order]
    turned = dict(reversed(facts.items()))
    one = asked(facts, *sorted(history, key=lambda it: it.awarded_on), reservation=reservation, on=on)
    other = asked(turned, *history, reservation=reservation, on=on)
    assert one.limbs == other.limbs
    assert one.decision(now=NOW).inputs == other.decision(now=NOW).inputs


def is_in_the_way(earlier: date, award_on: date) -> bool:
    """By walking back from the award day, one day after another, until its own day three years before."""
    is_leap_day = (award_on.month, award_on.day) == (2, 29)
    anniversary = (award_on.year - 3, award_on.month, 28 if is_leap_day else award_on.day)
    day = award_on
    while (day.year, day.month, day.day) != anniversary:
        if day == earlier:
            return True
        day -= timedelta(days=1)
    return False


@given(days, st.integers(-3, 1100))
@example(date(2028, 2, 29), 1096)  # 28 February 2025: three years before a day that 2025 does not have
@example(date(2028, 2, 29), 1095)
@example(date(2027, 2, 28), 1094)  # 29 February 2024
@example(date(2027, 3, 1), 1096)  # 29 February 2024 again, now outside
def test_the_window_is_the_three_years_that_end_with_the_award_day(award_on: date, back: int) -> None:
    earlier = award_on - timedelta(days=back)
    expected = is_in_the_way(earlier, award_on)
    assert (earlier in window(award_on)) == expected
    found = asked(MUTUAL_FACTS, PastAward(COUNCIL, earlier), on=award_on)
    assert (AGAIN in found.fails) == expected
    assert (found.outcome is True) == (not expected)


def test_two_years_and_364_days_are_too_soon_and_three_years_and_a_day_are_not() -> None:
    assert (window(SIGNATURE).first, window(SIGNATURE).last) == (date(2023, 12, 9), SIGNATURE)
    assert asked(MUTUAL_FACTS, PastAward(COUNCIL, date(2023, 12, 9))).fails == (AGAIN,)
    assert asked(MUTUAL_FACTS, PastAward(COUNCIL, date(2023, 12, 8))).outcome is True
    assert asked(MUTUAL_FACTS, PastAward(COUNCIL, date(2023, 12, 7))).outcome is True


def test_only_a_comparable_contract_of_the_same_authority_is_in_the_way() -> None:
    recently = date(2026, 1, 5)
    assert asked(MUTUAL_FACTS, PastAward(ANOTHER, recently)).outcome is True
    assert asked(MUTUAL_FACTS, PastAward(COUNCIL, recently, comparable=False)).outcome is True
    unsaid = asked(MUTUAL_FACTS, PastAward(COUNCIL, recently, comparable=None))
    assert (unsaid.outcome, unsaid.fails) == (None, (f"no_{AGAIN}_not_evidenced",))


@pytest.mark.parametrize(
    ("cpv", "other", "outcome"),
    [
        (["85311000"], ["85312000"], True),
        (["85311000"], ["85121200", "79713000"], False),
        (["85311000"], [], True),
        ([], ["79713000"], True),
    ],
)
def test_contracts_of_one_cpv_group_are_comparable_and_so_are_those_of_no_known_kind(
    cpv: list[str], other: list[str], outcome: bool
) -> None:
    assert is_comparable(cpv, other, on=SIGNATURE) is outcome


@pytest.mark.parametrize(
    ("supported", "workforce", "outcome"), [(3, 10, True), (299, 1000, False), (30, 100, True), (0, 0, None)]
)
def test_three_in_ten_of_the_workforce_suffice_for_supported_employment(
    supported: int, workforce: int, outcome: bool | None
) -> None:
    facts = {
        "employment_support": True,
        "workforce": workforce,
        "workforce_disabled_or_disadvantaged": supported,
    }
    found = asked(facts, reservation=Reservation.SUPPORTED_EMPLOYMENT)
    assert found.outcome is outcome
    assert found.missing == (("workforce",) if outcome is None else ())


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"operating_areas": "E06000015 E07000034"}, True),
        ({"operating_areas": "E06000015", "substantive_site_in_area": False}, False),
        ({"operating_areas": "E06000015"}, None),
        ({"substantive_site_in_area": True}, True),
        ({}, None),
    ],
)
def test_a_local_provider_has_a_site_in_one_of_the_areas_or_in_the_buyers_own(
    facts: dict[str, Value], outcome: bool | None
) -> None:
    question = Question(
        reservation=Reservation.LOCAL_AREA, authority=COUNCIL, on=SIGNATURE, areas=["E07000034", "E10000007"]
    )
    assert qualify(Known(facts), question).outcome is outcome


@pytest.mark.parametrize(
    ("grade", "outcome"), [("N3", True), ("N2", True), ("N1", False), ("N0", False), ("NX", None), (True, None)]
)
def test_not_for_profit_only_takes_grade_n2_and_better_as_policy_and_not_as_law(
    grade: Value, outcome: bool | None
) -> None:
    found = asked({"not_for_profit_grade": grade}, reservation=Reservation.NOT_FOR_PROFIT)
    assert (found.outcome, found.rule.basis) == (outcome, Basis.SEED)
    assert not found.decision(now=NOW).blocks
    assert found.gate(now=NOW).blocks is (outcome is False)  # announced, it binds; want of evidence keeps nobody out


def test_a_decision_names_its_rule_and_every_fact_it_rests_on() -> None:
    decision = asked(MUTUAL_FACTS, PastAward(COUNCIL, date(2023, 11, 2))).decision(now=NOW)
    assert (decision.rule, decision.basis, decision.outcome, len(decision.reasons)) == (
        *("reserved.mutual", Basis.LAW, True),
        4,
    )
    assert decision.inputs == {
        "reservation": "public_service_mutual",
        "authority": str(COUNCIL),
        "on": "2026-12-08",
        "earlier_awards": "2023-11-02",
        **dict.fromkeys(MUTUAL, "True"),
    }


def test_before_its_first_day_there_was_no_such_reservation() -> None:
    with pytest.raises(NotInForce):
        asked({}, reservation=Reservation.VCSE, on=date(2026, 2, 3))
    assert asked({"vcse": True}, reservation=Reservation.VCSE, on=date(2026, 2, 4)).outcome is True
