"""The box on the map holds the whole circle: nothing near is missed because of it."""

import math

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from registry.listings.domain import Near
from registry.listings.queries.conditions import DEGREE, in_box


def bounds(near: Near) -> list[float]:
    """South and north, and, where there are any, west and east."""
    compiled = in_box(near).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return list(compiled.params.values())


@given(
    st.floats(-85, 85), st.floats(-179, 179), st.integers(1, 500), st.floats(0, 2 * math.pi), st.floats(0.001, 0.999)
)
def test_every_point_of_the_circle_is_in_the_box(
    latitude: float, longitude: float, kilometres: int, bearing: float, share: float
) -> None:
    far = math.radians(share * kilometres / DEGREE)
    start = math.radians(latitude)
    there = math.asin(math.sin(start) * math.cos(far) + math.cos(start) * math.sin(far) * math.cos(bearing))
    east = math.atan2(
        math.sin(bearing) * math.sin(far) * math.cos(start), math.cos(far) - math.sin(start) * math.sin(there)
    )
    south, north, *sides = bounds(Near(latitude, longitude, kilometres))
    assert south <= math.degrees(there) <= north
    if sides:
        assert sides[0] <= longitude + math.degrees(east) <= sides[1]
