"""When a contract's record is complete, and how complete an authority's are."""

from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from rulebook.rules import rule
from tendering.completeness.domain import ContractRecord, completeness_of
from tendering.completeness.queries import PUBLISHED

FIELDS = rule("delivery.contract_data", on=date(2027, 4, 1)).words("fields")
published = st.fixed_dictionaries({name: st.booleans() for name in FIELDS})


def record(said: dict[str, bool]) -> ContractRecord:
    signed = datetime(2027, 4, 1, 9, tzinfo=UTC)
    return ContractRecord(contract_id=uuid4(), title="Homes", supplier_id=uuid4(), signed_at=signed, published=said)


def test_there_are_seven_fields_and_each_can_be_looked_for() -> None:
    assert len(FIELDS) == 7
    assert set(FIELDS) == set(PUBLISHED)


@given(published)
def test_a_record_is_complete_if_all_seven_are_there_and_otherwise_says_what_is_missing(said: dict[str, bool]) -> None:
    told = record(said)
    assert told.is_complete is all(said.values())
    assert {*told.missing} == {name for name, is_there in said.items() if not is_there}


@given(st.lists(published, min_size=1, max_size=12))
def test_what_is_published_and_what_is_missing_are_the_whole(said: list[dict[str, bool]]) -> None:
    records = [record(each) for each in said]
    found = completeness_of(records, FIELDS)
    missing = sum(len(each.missing) for each in records)
    assert sum(found.published.values()) + missing == len(FIELDS) * found.contracts
    assert found.share_of_fields is not None
    assert found.share == Fraction(found.complete, len(records))
    assert found.share <= found.share_of_fields <= 1


def test_of_no_contracts_nothing_is_said() -> None:
    found = completeness_of([], FIELDS)
    assert (found.contracts, found.share, found.share_of_fields) == (0, None, None)
