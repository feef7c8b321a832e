"""Three-valued logic: what is unknown stays unknown until something settles it."""

from collections.abc import Sequence
from itertools import product

import pytest

from kernel.logic import Outcome, at_least, every, negated, some, word_of

VALUES: tuple[Outcome, ...] = (True, False, None)


def possible(outcomes: Sequence[Outcome]) -> list[tuple[bool, ...]]:
    """Every way in which the unknown ones could turn out."""
    return list(product(*((it,) if it is not None else (True, False) for it in outcomes)))


def settled(answers: set[bool]) -> Outcome:
    return answers.pop() if len(answers) == 1 else None


@pytest.mark.parametrize("outcomes", [them for n in range(5) for them in product(VALUES, repeat=n)])
def test_an_outcome_is_known_exactly_when_what_is_unknown_can_no_longer_change_it(
    outcomes: tuple[Outcome, ...],
) -> None:
    assert every(outcomes) is settled({all(them) for them in possible(outcomes)})
    assert some(outcomes) is settled({any(them) for them in possible(outcomes)})
    for least in range(6):
        assert at_least(least, outcomes) is settled({sum(them) >= least for them in possible(outcomes)})


def test_the_opposite_of_unknown_is_unknown() -> None:
    assert [negated(it) for it in VALUES] == [False, True, None]


def test_each_value_has_its_word() -> None:
    assert [word_of(it) for it in VALUES] == ["yes", "no", "unknown"]
