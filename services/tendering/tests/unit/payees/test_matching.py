"""Who a payee is: the surest method that finds exactly one organisation, or nobody."""

from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kernel.names import bare_key, name_key
from tendering.payees.domain import Known, Method, Payee, match_of

ONE, OTHER = UUID(int=1), UUID(int=2)


def known(number: UUID, name: str, *org_ids: str, formerly: str = "") -> Known:
    former = frozenset({name_key(formerly)} if formerly else ())
    return Known(number, name_key(name), bare_key(name), former, frozenset(org_ids))


def payee(name: str, *org_ids: str) -> Payee:
    return Payee(name_key(name), bare_key(name), frozenset(org_ids))


def test_a_number_goes_before_every_name() -> None:
    register = [known(ONE, "Quay Homes Ltd"), known(OTHER, "Harbour Homes CIC", "GB-COH-09506232")]
    match = match_of(payee("QUAY HOMES LIMITED", "GB-COH-09506232"), register)
    assert match is not None
    assert (match.organisation_id, match.method, match.confidence) == (OTHER, Method.NUMBER, Decimal(1))


def test_names_are_matched_less_surely_the_less_they_say() -> None:
    register = [known(ONE, "Harbour Homes Limited", formerly="Dock Homes")]
    found = [match_of(payee(it), register) for it in ("HARBOUR HOMES LTD", "Dock Homes", "Harbour Homes")]
    assert [it and it.method for it in found] == [Method.NAME, Method.OTHER_NAME, Method.BARE_NAME]
    assert [it.confidence for it in found if it] == sorted((it.confidence for it in found if it), reverse=True)


def test_of_two_that_bear_the_name_neither_is_taken() -> None:
    assert (
        match_of(payee("Harbour Homes"), [known(ONE, "Harbour Homes Ltd"), known(OTHER, "Harbour Homes CIC")]) is None
    )


def test_who_is_not_found_stays_unmatched() -> None:
    assert match_of(payee("Harbour"), [known(ONE, "Harbour Homes")]) is None


@given(st.text(min_size=1, max_size=60))
def test_a_name_is_compared_alike_however_often_it_is_normalised(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert bare_key(name_key(name)) == bare_key(name)
