"""What the tests of conformance share: the document as the gateway gives it, and a walk through the platform."""

import pytest
from tests.conformance.description import Description
from tests.conformance.walk import Walk

from commonweal.testing import Platform


@pytest.fixture(scope="session")
def description(platform: Platform) -> Description:
    answer = platform.public.get("/openapi.json")
    assert answer.status_code == 200, answer.text
    return Description(answer.json())


@pytest.fixture(scope="session")
def walk(platform: Platform, description: Description) -> Walk:
    """A record of every kind, made from the document's own examples."""
    walk = Walk(platform, description)
    walk.go()
    return walk
