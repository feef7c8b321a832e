"""Any evidence that anybody could have."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from services.registry.tests.builders import a_fact

from registry.catalogue.domain import Kind, Value
from registry.catalogue.rules import CATALOGUE
from registry.evidence.domain import Evidence, Fact, Standing

TODAY = date(2026, 9, 28)
DAYS = (None, date(2026, 9, 27), TODAY, date(2026, 12, 31), date(2027, 7, 15))
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TRUTH: st.booleans(),
    Kind.COUNT: st.sampled_from([0, 1, 3, 4, 8, 249, 250]),
    Kind.MONEY: st.sampled_from(["0.00", "0.03", "1.00", "44000000.00", "44000000.01", "-5.00"]),
    Kind.PERCENTAGE: st.sampled_from(["0", "5", "5.01"]),
    Kind.DAYS: st.sampled_from(["30", "45", "45.5"]),
    Kind.COUNTRY: st.sampled_from(["GB", "LU"]),
    Kind.AREAS: st.sampled_from(["", "E06000015", "E06000015 E07000034"]),
    Kind.TEXT: st.just("active"),
}


def values(name: str) -> st.SearchStrategy[Value]:
    """What the catalogue lets a name say."""
    known = CATALOGUE[name]
    return st.sampled_from(known.words) if known.words else VALUES[known.kind]


@st.composite
def facts(draw: st.DrawFn, names: tuple[str, ...] = tuple(CATALOGUE)) -> Fact:
    """One fact, live or expired, on whatever source."""
    name = draw(st.sampled_from(names))
    changes = {"expires_on": draw(st.sampled_from(DAYS)), "standing": draw(st.sampled_from(list(Standing)))}
    return a_fact(name, draw(values(name)), **changes)


def evidences(*names: str) -> st.SearchStrategy[Evidence]:
    """Some of it agreeing, some disputed, some expired."""
    return st.lists(facts(names or tuple(CATALOGUE)), max_size=25).map(lambda found: Evidence(TODAY, tuple(found)))
