"""Whoever's names are withheld, every sum is what it was, and no withheld id shows."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tendering.subcontracts.rules import Veil
from tendering.supply_chain.domain import Flow, by_group, positions_in, prime_payments
from tendering.supply_chain.queries import Chain

BUYER = UUID(int=0)
WHO = st.integers(1, 6).map(lambda number: UUID(int=number))
FLOWS = st.lists(
    st.builds(Flow, payer_id=WHO, payee_id=WHO, pence=st.integers(1, 10**9), prime=st.booleans()), max_size=20
)
#: Three belong to themselves, and three to one of those or to a company above the chain.
HEADS = [UUID(int=number) for number in (1, 2, 3, 99)]
GROUPS = st.fixed_dictionaries({UUID(int=number): st.sampled_from(HEADS) for number in (4, 5, 6)}).map(
    lambda groups: groups | {head: head for head in HEADS}
)
VEILS = st.sets(WHO).map(lambda hidden: Veil({each: UUID(int=100 + each.int) for each in hidden}))


@given(FLOWS, GROUPS, VEILS)
def test_sums_stay_and_names_go(flows: list[Flow], groups: dict[UUID, UUID], veil: Veil) -> None:
    whole = Chain(prime_payments(flows), positions_in(flows), by_group(flows, groups))
    public = whole.under(veil)
    for known, shown in ((whole.organisations, public.organisations), (whole.groups, public.groups)):
        assert sorted(each.retained for each in known.values()) == sorted(each.retained for each in shown.values())
        hidden = veil.ids.keys() & whole.organisations.keys()
        assert not hidden & {*shown, *(it for position in shown.values() for it in position.members)}
    assert public.prime == whole.prime
    assert whole.under(Veil({})) == whole
