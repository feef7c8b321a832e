"""What the tests of conformance share: the document as the gateway gives it, and a walk through the platform."""

import pytest
from tests.conformance.description import Description
from tests.conformance.walk import Walk

from commonweal.testing import Platform, eventually

SERVICES = ("registry", "tendering", "ratings", "grants", "transparency")


@pytest.fixture(scope="session")
def description(platform: Platform) -> Description:
    """The document, once every service has described itself: on a slow machine that may come after being ready."""
    eventually(lambda: {operation.service for operation in described(platform).operations} >= {*SERVICES})
    return described(platform)


def described(platform: Platform) -> Description:
    answer = platform.public.get("/openapi.json")
    assert answer.status_code == 200, answer.text
    return Description(answer.json())


@pytest.fixture(scope="session")
def walk(platform: Platform, description: Description) -> Walk:
    """A record of every kind, made from the document's own examples."""
    walk = Walk(platform, description)
    walk.go()
    return walk
