"""Screening: what points to a person, what may be serious, what repeats another story. It flags and rejects nothing.

A number that is somebody's own has no place in a story or a reply, and its author can leave it out at once: so that is
refused before it is kept. Names and grave words are for a moderator to judge.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

Runs = frozenset[str]
WORD = re.compile(r"\w+")

PHONE = re.compile(r"(?<![\w.])(?:\+44[\s-]?\d|0\d)(?:[\s-]?\d){8,9}(?!\d)", re.ASCII)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
NATIONAL_INSURANCE = re.compile(
    r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.ASCII | re.IGNORECASE
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.ASCII | re.IGNORECASE)
TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", re.ASCII)
NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Nurse|Sister|Matron)\.? [A-Z]\w+")
GRAVE = re.compile(
    r"\b(?:suicid\w*|kill\w*|rap(?:e|ed|ist)|assault\w*|abus(?:e|ed|ing)|hit (?:me|him|her|them)|beat(?:en)?|weapon)\b",
    re.IGNORECASE,
)


def identifiers_in(text: str) -> Iterator[str]:
    """Kinds of numbers and addresses in the text that are one person's own."""
    patterns = {
        "an e-mail address": EMAIL,
        "a National Insurance number": NATIONAL_INSURANCE,
        "a full postcode": POSTCODE,
        "a phone number": PHONE,
    }
    yield from (kind for kind, pattern in patterns.items() if pattern.search(text))
    if any(is_nhs_number(found[0]) for found in TEN_DIGITS.finditer(text)):
        yield "an NHS number"


def is_nhs_number(text: str) -> bool:
    """Ten digits whose last is the check digit (modulus 11)."""
    digits = [int(character) for character in text if character.isdigit()]
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return len(digits) == 10 and check % 11 == digits[9] and check != 10


def flags_of(text: str) -> tuple[str, ...]:
    """What a moderator should look at first."""
    found = {"names_somebody": NAME, "may_be_serious": GRAVE}
    return tuple(flag for flag, pattern in found.items() if pattern.search(text))


def runs_of(text: str, length: int) -> Runs:
    """Every run of so many characters in it, in small letters and without signs: shingles (Broder 1997)."""
    words = " ".join(WORD.findall(text.casefold()))
    return frozenset(words[start : start + length] for start in range(len(words) - length + 1))


def likeness(one: Runs, other: Runs) -> Fraction:
    """What share of the runs of two texts stands in both (Jaccard)."""
    either = one | other
    return Fraction(len(one & other), len(either)) if either else Fraction(0)


def repeats_any(text: str, others: Iterable[str], *, share: Fraction, length: int) -> bool:
    """Whether it says the same as one of the others, give or take some words."""
    runs = runs_of(text, length)
    return any(likeness(runs, runs_of(other, length)) >= share for other in others)
