"""No penny is made or lost on the way down a chain, whatever the chain looks like."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tendering.supply_chain.domain import Flow, by_group, positions_in, prime_payments

BUYER = UUID(int=0)
WHO = st.integers(1, 6).map(lambda number: UUID(int=number))
PENCE = st.integers(1, 10**12)
PRIME = st.builds(Flow, payer_id=st.just(BUYER), payee_id=WHO, pence=PENCE, prime=st.just(True))
ONWARD = st.builds(Flow, payer_id=WHO, payee_id=WHO, pence=PENCE, prime=st.just(False))
FLOWS = st.lists(PRIME | ONWARD, max_size=30)
GROUPS = st.fixed_dictionaries({UUID(int=number): WHO for number in range(1, 7)}).map(
    lambda groups: {BUYER: BUYER, **groups}
)


@given(FLOWS)
def test_what_all_retain_is_what_the_buyer_paid(flows: list[Flow]) -> None:
    assert sum(it.retained for it in positions_in(flows).values()) == prime_payments(flows)


@given(FLOWS, GROUPS)
def test_what_all_groups_retain_is_what_the_buyer_paid(flows: list[Flow], groups: dict[UUID, UUID]) -> None:
    found = by_group(flows, groups)
    assert sum(it.retained for it in found.values()) == prime_payments(flows)
    organisations = positions_in(flows)
    for group, position in found.items():
        members = [it for name, it in organisations.items() if groups[name] == group]
        assert position.retained == sum(it.retained for it in members)
        assert position.members == {name for name in organisations if groups[name] == group}


@given(FLOWS, WHO, WHO, PENCE)
def test_a_payment_moves_what_is_retained_and_makes_none(
    flows: list[Flow], payer: UUID, payee: UUID, pence: int
) -> None:
    before = positions_in(flows)
    after = positions_in([*flows, Flow(payer, payee, pence, prime=False)])
    moved = {it: after[it].retained - (before[it].retained if it in before else 0) for it in after}
    expected = {payer: -pence, payee: pence} if payer != payee else {}
    assert {it: by for it, by in moved.items() if by} == expected


def test_who_pays_on_more_than_it_had_is_below_zero() -> None:
    supplier, below = UUID(int=1), UUID(int=2)
    found = positions_in([Flow(BUYER, supplier, 100, prime=True), Flow(supplier, below, 150, prime=False)])
    assert {it: position.retained for it, position in found.items()} == {supplier: -50, below: 150}
