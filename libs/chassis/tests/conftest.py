"""A fresh city for whoever asks."""

from collections.abc import AsyncIterator

import pytest
from libs.chassis.tests.city import City, founded


@pytest.fixture
async def city() -> AsyncIterator[City]:
    async with founded() as one:
        yield one
