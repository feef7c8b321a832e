"""How the page of a grant names what its money hangs on."""

import pytest

from transparency.site.views.grants import in_words


@pytest.mark.parametrize(
    ("called", "read"),
    [
        ("tenancy_sustained_6_months", "Tenancy sustained 6 months"),
        ("Warm home", "Warm home"),
        ("eviction", "Eviction"),
        ("", ""),
    ],
)
def test_an_outcome_is_named_in_words(called: str, read: str) -> None:
    assert in_words(called) == read
