"""Two accounts of the same money: held against each other by month, and never added."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tendering.contract_spend.domain import ContractSpend, held_together

months = st.integers(1, 12).map(lambda month: date(2027, month, 1))
account = st.dictionaries(months, st.integers(-(10**9), 10**9))
APRIL, MAY, JUNE = (date(2027, month, 1) for month in (4, 5, 6))


def test_files_count_where_they_name_the_contract_and_otherwise_what_was_posted() -> None:
    found = ContractSpend(invoiced=0, months=held_together({APRIL: 1000, MAY: 500}, {APRIL: 900, JUNE: 70}))
    assert [(each.month, each.counted, each.difference) for each in found.months] == [
        (APRIL, 900, -100), (MAY, 500, None), (JUNE, 70, 70),
    ]  # fmt: skip
    assert (found.posted, found.published, found.difference, found.counted) == (1500, 970, -30, 1470)


@given(account, account)
def test_no_payment_counts_twice_and_none_is_lost(posted: dict[date, int], published: dict[date, int]) -> None:
    found = ContractSpend(invoiced=0, months=held_together(posted, published))
    assert (found.posted, found.published) == (sum(posted.values()), sum(published.values()))
    alone = sum(pence for month, pence in posted.items() if month not in published)
    assert found.counted == found.published + alone
    assert found.difference == found.counted - found.posted


@given(account)
def test_accounts_that_agree_count_as_either(posted: dict[date, int]) -> None:
    found = ContractSpend(invoiced=0, months=held_together(posted, posted))
    assert (found.difference, found.counted) == (0, sum(posted.values()))
