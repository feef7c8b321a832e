"""The town that a test begins in, unless its module has one of its own."""

from collections.abc import AsyncIterator

import pytest
from services.transparency.tests.spending import spending

from chassis.testing import ServiceUnderTest, service_under_test


@pytest.fixture
async def town() -> AsyncIterator[ServiceUnderTest]:
    """It was told of the payments of a council and of a market."""
    async with service_under_test("transparency") as service:
        for event in spending():
            await service.feed(event, event.entity)
        yield service
