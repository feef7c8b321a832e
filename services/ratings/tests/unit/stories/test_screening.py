"""What points to a person and what does not, and which story says what another one said."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.stories.domain import case_digest, new_case_code
from ratings.stories.rules import flags_of, identifiers_in, is_nhs_number, likeness, repeats_any, runs_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring me on 07700 900123.", ["a phone number"]),
        ("Ring +44 20 7946 0018 after six", ["a phone number"]),
        ("Write to sam.lee@example.org please", ["an e-mail address"]),
        ("My number is QQ 12 34 56 C", []),  # Q begins no National Insurance number
        ("My number is AB123456C.", ["a National Insurance number"]),
        ("I live at NB1 4QP now", ["a full postcode"]),
        ("NHS 943 476 5919", ["an NHS number"]),
        ("NHS 943 476 5918", []),  # the check digit is wrong
    ],
)
def test_numbers_and_addresses_of_one_person_are_found(text: str, found: list[str]) -> None:
    assert list(identifiers_in(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "The heating was off from 3 to 17 November 2026, and nobody came.",
        "We paid £1,720.50 in 2025-26 for 12 weeks.",
        "The worst place I have been in 20 years. The manager lied to us, twice.",
        "Bus 41 stops at half past 10; the office is in NB1.",
        "24/7 my foot: 10 calls, 0 answers.",
    ],
)
def test_criticism_days_and_sums_point_to_nobody(text: str) -> None:
    assert list(identifiers_in(text)) == []
    assert flags_of(text) == ()


def test_names_and_grave_words_are_for_a_moderator() -> None:
    assert flags_of("Mrs Patel was kind.") == ("names_somebody",)
    assert flags_of("He hit me, and Nurse Joy saw it.") == ("names_somebody", "may_be_serious")


@given(st.text(max_size=500))
def test_no_text_breaks_the_screening(text: str) -> None:
    assert len(list(identifiers_in(text))) <= 5
    assert set(flags_of(text)) <= {"names_somebody", "may_be_serious"}


@given(st.integers(100_000_000, 999_999_999))
def test_one_check_digit_at_most_makes_an_nhs_number(first: int) -> None:
    assert sum(is_nhs_number(f"{first}{digit}") for digit in range(10)) <= 1


def test_a_case_code_is_found_again_in_whatever_letters() -> None:
    code = new_case_code()
    assert case_digest(code) == case_digest(code.lower().replace("-", " ")) != case_digest(new_case_code())
    with pytest.raises(ValueError, match="seven groups"):
        case_digest("7H2K")


words = st.lists(st.sampled_from(["nobody", "came", "when", "I", "rang", "and", "the", "door", "stayed"]), min_size=5)


@given(words)
def test_a_story_repeats_itself_in_whatever_letters_and_signs(told: list[str]) -> None:
    others = ["Other words.", " ".join(told)]
    assert repeats_any("... ".join(told).upper(), others, share=Fraction(4, 5), length=5)


def test_a_story_with_one_word_changed_is_a_repetition_and_one_of_the_same_service_is_not() -> None:
    story = "Nobody answered the door at night although I rang for an hour and it was raining, so I slept outside."
    other = "Nobody answered the door at night, and when they did in the morning they were kind and found me a bed."
    share, length = Fraction(4, 5), 5
    assert repeats_any(story.replace("raining", "snowing"), [other, story], share=share, length=length)
    assert not repeats_any(other, [story], share=share, length=length)


@given(words, words)
def test_two_texts_are_as_like_as_the_other_way_round(one: list[str], other: list[str]) -> None:
    first, second = runs_of(" ".join(one), 2), runs_of(" ".join(other), 2)
    assert likeness(first, second) == likeness(second, first) <= 1
