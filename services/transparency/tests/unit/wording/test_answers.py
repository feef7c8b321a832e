"""From verdicts to sentences."""

from datetime import date

import pytest
from services.transparency.tests.answers import (
    BOARD,
    FACTS,
    LATE,
    LISTED,
    LOCK,
    PROFIT,
    USERS,
    a_fact,
    a_verdict,
    classified,
    disputed,
)

from events.verdicts import VerdictFacts
from transparency.wording.domain import Answer, Answers
from transparency.wording.rules.labels import GRADES, LABELS
from transparency.wording.schemas.answers import answers_of, change_of


def answers(*verdicts: VerdictFacts, disputes: tuple[str, ...] = ()) -> Answers:
    return answers_of(classified(verdicts=list(verdicts), disputed=list(disputes)))


def answer(label: str, outcome: str, **changes: object) -> Answer:
    made = answers(a_verdict(label, outcome, *FACTS[:1], **changes))
    return next(iter([*made.is_, *made.is_not, *made.unknown, *filter(None, [made.grade])]))


def test_a_yes_says_what_it_is_and_how_we_know_with_register_number_and_date() -> None:
    [charity] = answers(a_verdict("charity", "yes", LISTED)).is_
    [ground] = charity.grounds
    assert charity.sentence == "It is a registered charity."
    assert ground.sentence == "A charity register lists it."
    assert (ground.source.name, ground.source.reference) == ("Charity Commission for England and Wales", "1999991")
    assert "regid=1999991" in ground.source.address
    assert ground.source.read_on == date(2026, 7, 15)


def test_an_unknown_says_what_nobody_has_told() -> None:
    [user_led] = answers(a_verdict("user_led", "unknown", BOARD, missing=["board_members_users"])).unknown
    assert user_led.sentence == (
        "We do not know whether it is user-led: nobody has told us how many of its board’s members are users."
    )


def test_what_only_a_register_could_tell_is_told_together_and_is_no_no() -> None:
    made = answers(a_verdict("charity", "unknown", missing=["charity_registration"]), a_verdict("cio", "unknown"))
    assert made.unregistered == ["a registered charity", "a charitable incorporated organisation"]
    assert not made.unknown
    assert not made.is_not


def test_a_contradiction_is_told_as_one_with_both_sides() -> None:
    missing = ["substantive_site_in_area"]
    made = answers_of(
        classified(verdicts=[a_verdict("local", "unknown", missing=missing)], disputed=missing), [disputed()]
    )
    assert "sources contradict one another about whether it has an office" in made.unknown[0].sentence
    [contest] = made.contests
    assert [side.sentence for side in contest.sides] == [
        "It has an office or a substantive site in the buyer’s area.",
        "It does not have an office or a substantive site in the buyer’s area.",
    ]


def test_facts_that_settle_nothing_leave_the_answer_open() -> None:
    society = a_fact(99, "mutual_kind", "pre_2014_society")
    verdict = a_verdict("co_operative", "unknown", society, missing=["mutual_kind"])
    [made] = answers_of(classified(verdicts=[verdict], facts=[society])).unknown
    assert made.sentence == "We do not know whether it is a co-operative: what is known leaves it open."


def test_many_missing_facts_are_named_in_part_and_listed_in_full() -> None:
    missing = ["publishes_accounts", "reports_impact_openly", "board_open_to_observers", "cio", "scio"]
    made = answer("social_enterprise", "unknown", missing=missing)
    assert made.sentence.endswith("or whether its board may be observed, and more.")
    assert len(made.missing) == 5


def test_the_principles_of_co_operatives_are_named_as_one() -> None:
    made = answer("co_operative", "unknown", missing=["ica_autonomy", "ica_education", "mutual_kind"])
    assert made.sentence == (
        "We do not know whether it is a co-operative: nobody has told us what kind of mutual it is or whether "
        "it keeps the seven co-operative principles."
    )


def test_nothing_is_said_twice() -> None:
    name = "social_mission_in_governing_document"
    [(_, made)] = answers(a_verdict("mission", "unknown", missing=[name])).principles
    assert made.sentence == (
        "We do not know whether its governing document commits it to a mission: nobody has told us."
    )


@pytest.mark.parametrize("grade", GRADES)
def test_a_grade_is_told_in_words(grade: str) -> None:
    outcome = "unknown" if grade == "NX" else "yes" if grade in {"N2", "N3"} else "no"
    made = answers(a_verdict("not_for_profit_grade", outcome, PROFIT, LOCK, value=grade))
    assert made.grade
    if outcome != "unknown":
        assert made.grade.sentence == GRADES[grade]


def test_a_label_to_which_the_organisation_may_still_reply_is_not_spoken_of() -> None:
    held_back = date(2026, 12, 1)
    index = a_verdict("extractive_index_high", "unknown", withheld_until=held_back)
    made = answers(index, a_verdict("extraction_late_payment", "yes", LATE))
    assert (made.index, list(made.points)) == (None, [])


def test_an_index_whose_answer_nobody_knows_looks_the_same_as_one_that_is_held_back() -> None:
    unknown = answers(a_verdict("extractive_index_high", "unknown", missing=["staff"]))
    held_back = answers(a_verdict("extractive_index_high", "unknown", withheld_until=date(2026, 12, 1)))
    assert unknown == held_back


def test_a_reply_stands_beside_the_label() -> None:
    made = answers(a_verdict("extractive_index_high", "yes", LATE, reply="We have paid since."))
    assert made.index
    assert made.index.reply == "We have paid since."


@pytest.mark.parametrize(
    ("flip", "told"),
    [
        (
            "It would be yes if board_members_users is 5.",
            "The answer would be yes if this were so: 5 of its board’s members are users.",
        ),
        (
            "It would be no if dissolution_lock is none and profit_distribution is free.",
            "The answer would be no if this were so: nothing locks its assets for similar aims when it ends and it is "
            "free to distribute its profit.",
        ),
        (
            "It would be no if group_turnover is 44000000.01.",
            "The answer would be no if this were so: its whole group turned over £44,000,000.01.",
        ),
        ("Wait until it is older.", "Wait until it is older."),
        (None, None),
    ],
)
def test_the_nearest_change_is_told_in_words(flip: str | None, told: str | None) -> None:
    assert change_of(flip) == told


def test_what_an_organisation_attests_is_told_to_be_its_own_word() -> None:
    [made] = answers(a_verdict("user_led", "no", USERS)).is_not
    assert made.grounds[0].source.name == "The organisation itself"


def test_a_reference_that_is_no_registers_number_leads_nowhere() -> None:
    [made] = answers(a_verdict("user_led", "no", BOARD.model_copy(update={"reference": "EV-org-a-board"}))).is_not
    assert made.grounds[0].source.address == ""


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_sentences(label: str) -> None:
    it = LABELS[label]
    assert it.yes.endswith(".")
    assert it.no.endswith(".")
    assert it.whether.split()[0] in {"whether", "how", "what"}


def test_none_of_a_whole_is_told_as_none() -> None:
    nobody = USERS.model_copy(update={"value": 0})
    [made] = answers_of(classified(verdicts=[a_verdict("user_led", "no", nobody)], facts=[nobody])).is_not
    assert made.grounds[0].sentence == "None of its board’s members are users."
