"""The fields of the form and the bid are one another's: whatever the criteria are called, and whatever is sent."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tendering.bidding.domain import pointer, written_as, written_in
from tendering.bidding.rules import sentence

LOT = UUID(int=1)
#: Names that a bid, or the form, has a meaning of its own for.
CRITERIA = ["Quality", "-", "amount", "price", "share", "years", "organisation_id", "lot_ids", "Local/near ~ jobs"]
TEXTS = st.sampled_from(["12", "Four steps.", str(LOT)])
NAMES = st.sampled_from(CRITERIA)


@given(st.dictionaries(NAMES, TEXTS), st.dictionaries(NAMES, st.integers(0, 99)))
def test_a_criterion_of_any_name_is_answered_as_it_was_written(
    answers: dict[str, str], declared: dict[str, int]
) -> None:
    pairs = [("/offers/0/lot_id", str(LOT)), ("/offers/0/price/amount", "85000")]
    pairs += [("/answers" + pointer(name), text) for name, text in answers.items()]
    pairs += [("/offers/0/declared" + pointer(name), str(figure)) for name, figure in declared.items()]
    contents = written_in(pairs).contents()
    [offer] = contents["offers"]
    assert offer["price"] == {"amount": "85000.00", "currency": "GBP"}
    assert (contents.get("answers", {}), offer.get("declared", {})) == (answers, declared)
    assert written_as(contents, [LOT]).contents() == contents


STEPS = ["offers", "consortium", "subcontractors", "answers", "documents", "0", "99", "lot_ids", "-", "share", "x"]
SENT = st.lists(st.sampled_from(STEPS), min_size=1, max_size=4).map(lambda steps: pointer(*steps))


@given(st.lists(st.tuples(SENT, TEXTS), max_size=12))
def test_whatever_is_sent_there_is_something_to_read(pairs: list[tuple[str, str]]) -> None:
    assert written_in(pairs).text().startswith(b"{")


@pytest.mark.parametrize("name", ["amount", "share", "place", "name"])
def test_what_is_said_of_a_field_of_the_form_is_not_said_of_a_criterion_of_that_name(name: str) -> None:
    assert sentence(["subcontractors", "0", name], "No.") != "No."
    assert sentence(["answers", name], "No.") == "No."
