"""Whoever sends something wrong reads a sentence that tells what to send instead, and no word of the validator's."""

from typing import Any, Literal
from uuid import UUID

import pytest
from pydantic import Field, ValidationError

from chassis.sentences import sentence_of
from chassis.wire import DayIn, MoneyIn, Name, Strict


class Wanted(Strict):
    """A bit of everything."""

    name: Name = "Prevention"
    value: MoneyIn | None = None
    kind: Literal["quality", "price"] = "price"
    on: DayIn | None = None
    buyer_id: UUID | None = Field(default=None, strict=False)
    weight: int = Field(default=0, ge=0, le=100)
    lots: list[int] = Field(default=[], max_length=2)
    code: str = Field(default="AB", pattern="^[A-Z]{2}$")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": "x"}, "There is no such field here."),
    ({"name": ""}, "It may not be empty."),
    ({"name": 5}, "It should be text, in quotation marks."),
    ({"value": {"currency": "GBP"}}, "This is needed."),
    (
        {"value": {"amount": "1250", "currency": "GBP"}},
        "An amount is text with two decimal places, such as 1250.00, and not negative.",
    ),
    ({"value": "1250.00"}, "It should be an object."),
    ({"kind": "speed"}, "It should be 'quality' or 'price'."),
    ({"on": "tomorrow"}, "It should look like 2026-11-25."),
    ({"buyer_id": "me"}, "It should be a UUID, such as 0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b."),
    ({"weight": 101}, "It should be 100 or less."),
    ({"weight": -1}, "It should be 0 or more."),
    ({"lots": [1, 2, 3]}, "It takes 2 at most."),
    ({"code": "a"}, "It should match the pattern ^[A-Z]{2}$"),
]


@pytest.mark.parametrize(("sent", "sentence"), WRONG)
def test_what_is_wrong_is_said_in_a_sentence(sent: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Wanted.model_validate(sent)
    assert [sentence_of(error) for error in refused.value.errors()] == [sentence]


def test_a_body_that_is_missing_is_asked_for_by_name() -> None:
    assert sentence_of({"type": "missing", "loc": ("body",), "msg": "Field required"}) == "A body is needed."


def test_what_nobody_foresaw_is_said_in_the_validators_words() -> None:
    assert sentence_of({"type": "something_else", "loc": ("body",), "msg": "As it is"}) == "As it is"
