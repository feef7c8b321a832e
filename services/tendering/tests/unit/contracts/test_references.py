"""A reference names a contract exactly, or none."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tendering.contracts.rules import only_matches

titles = st.dictionaries(st.uuids(), st.sampled_from(["Beds", "Meals", "Advice", "0"]), max_size=6)


@given(titles)
def test_each_number_names_its_contract_and_a_title_only_where_it_is_alone(kept: dict[UUID, str]) -> None:
    found = only_matches([*map(str, kept), *kept.values(), "Not yet available"], kept)
    assert all(found[str(each)] == each for each in kept)
    assert {it for it in kept.values() if it in found} == {
        it for it in kept.values() if [*kept.values()].count(it) == 1
    }
    assert "Not yet available" not in found


def test_almost_the_same_is_another() -> None:
    kept = {UUID(int=1): "Beds for Northbridge"}
    for reference in ("beds for northbridge", "Beds for Northbridge ", "Beds", str(UUID(int=1))[:-1], "1"):
        assert only_matches([reference], kept) == {}
