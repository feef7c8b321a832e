"""Who stands above whom, in words and drawn."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.transparency.tests.answers import ABROAD, OWNERSHIPS, READ, SOMEBODY, an_interest, body, owned
from services.transparency.tests.town import BIKES, COUNCIL, HARBOUR, LANTERN, ORGANISATIONS

from events.registry.owners import InterestTold
from transparency.lineage.domain import Box, Drawing, Holder
from transparency.lineage.rules.drawings import drawn_narrow, drawn_wide
from transparency.lineage.schemas.trees import holding, holdings_of, sentence_of, told, tree_of

NAMES = {each.id: each.name for each in ORGANISATIONS}
STATED = {each.organisation_id: each for each in OWNERSHIPS}


def test_a_tree_grows_to_the_top_and_leaves_out_what_has_ceased() -> None:
    tree = tree_of(HARBOUR.id, STATED, NAMES, READ)
    assert [each.name for each in tree.above] == [LANTERN.name, COUNCIL.name]
    assert [each.name for each in tree.above[0].above] == [ABROAD.name]
    assert tree.above[0].above[0].place == "Luxembourg"
    before = tree_of(HARBOUR.id, STATED, NAMES, date(2020, 4, 30))
    assert "A person" in [each.name for each in before.above]


def test_the_drawing_is_told_to_those_who_listen() -> None:
    assert told(tree_of(HARBOUR.id, STATED, NAMES, READ)) == (
        "Above Harbour Homes: Lantern Care Co-operative (United Kingdom) holds 66.7% of this joint venture, since "
        "1 May 2020. Above Lantern Care Co-operative: Maison du Port Participations SA (Luxembourg) holds more than "
        "75% of the shares and appoints the board. Above Harbour Homes: Northbridge Council (United Kingdom) holds "
        "33.3% of this joint venture."
    )


def test_a_sentence_says_who_controls_it() -> None:
    assert sentence_of(HARBOUR.id, STATED[HARBOUR.id], NAMES, READ) == (
        "It is ultimately controlled by Maison du Port Participations SA, in Luxembourg. It is a joint venture of "
        "Lantern Care Co-operative (66.7%) and Northbridge Council (33.3%)."
    )
    assert sentence_of(HARBOUR.id, None, NAMES, READ) == "Nobody has told us who owns or controls it."
    only = sentence_of(HARBOUR.id, None, NAMES, READ, "NL")
    assert only == "Nobody has told us who owns or controls it, only that whoever does is in the Netherlands."
    alone = owned(BIKES.id, body(BIKES), body(BIKES))
    assert sentence_of(BIKES.id, alone, NAMES, READ) == "It stands by itself: nobody is known to own it."


def test_evidence_says_where_a_controller_is_whose_own_statement_does_not() -> None:
    group = body(COUNCIL).model_copy(update={"country": None})
    stated = {BIKES.id: owned(BIKES.id, group, group, an_interest(1, group, "parent"))}
    assert "Northbridge Council, in Jersey." in sentence_of(BIKES.id, stated[BIKES.id], NAMES, READ, "JE")
    assert tree_of(BIKES.id, stated, NAMES, READ, {COUNCIL.id: "JE"}).above[0].place == "Jersey"


def test_what_an_organisation_holds_itself_is_listed() -> None:
    [held] = holdings_of(COUNCIL.id, OWNERSHIPS, NAMES, READ)
    assert (held.name, held.holds) == (HARBOUR.name, ["holds 33.3% of this joint venture"])


@pytest.mark.parametrize(
    ("interest", "says"),
    [
        (an_interest(1, ABROAD, "parent"), "is its parent"),
        (an_interest(1, ABROAD, "shareholding", "1"), "holds 100% of the shares"),
        (an_interest(1, ABROAD, "shareholding"), "holds shares"),
        (
            an_interest(1, ABROAD, "voting_rights", "1/4", maximum="1/2"),
            "has between 25% and 50% of the votes",
        ),
        (an_interest(1, ABROAD, "voting_rights", "0", maximum="1/4"), "has at most 25% of the votes"),
        (an_interest(1, SOMEBODY, "other_influence"), "has influence in another way"),
    ],
)
def test_an_interest_is_told_in_words(interest: InterestTold, says: str) -> None:
    assert holding(interest) == says


def test_nobody_stands_above_himself() -> None:
    circle = {
        HARBOUR.id: owned(HARBOUR.id, ABROAD, ABROAD, an_interest(1, body(LANTERN), "parent")),
        LANTERN.id: owned(LANTERN.id, ABROAD, ABROAD, an_interest(2, body(HARBOUR), "parent")),
    }
    assert tree_of(HARBOUR.id, circle, NAMES, READ).storeys == 2


def holders(above: st.SearchStrategy[list[Holder]]) -> st.SearchStrategy[Holder]:
    names = st.text("abcdefg -", min_size=1, max_size=60)
    holds = st.lists(st.just("holds between 25% and 50% of the shares, since 1 May 2020"), min_size=1, max_size=2)
    return st.builds(
        lambda name, held, higher: Holder(ABROAD.id, name, "Luxembourg", False, held, (), higher), names, holds, above
    )


TREES = st.recursive(holders(st.just([])), lambda deeper: holders(st.lists(deeper, max_size=3)), max_leaves=8)


def touch(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    above = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not beside and not above


def within(drawing: Drawing, box: Box) -> bool:
    return box.x >= 0 and box.x + box.width <= drawing.width and box.y >= 0 and box.y + box.height <= drawing.height


@given(TREES)
def test_no_box_covers_another_or_leaves_the_picture_and_every_owner_is_tied_to_what_it_owns(tree: Holder) -> None:
    def count(body: Holder) -> int:
        return 1 + sum(map(count, body.above))

    for drawing in (drawn_wide(tree), drawn_narrow(tree)):
        assert len(drawing.boxes) == count(tree)
        assert len(drawing.strokes) == count(tree) - 1
        assert all(within(drawing, box) for box in drawing.boxes)
        assert not any(touch(one, other) for one, other in combinations(drawing.boxes, 2))


@given(TREES)
def test_the_narrow_drawing_fits_a_screen_of_320_pixels(tree: Holder) -> None:
    assert drawn_narrow(tree).width <= 290
