"""A fresh city, or a fresh desk, for whoever asks."""

from collections.abc import AsyncIterator

import pytest
from libs.chassis.tests.city import City, founded
from libs.chassis.tests.desk import Desk, opened


@pytest.fixture
async def city() -> AsyncIterator[City]:
    async with founded() as one:
        yield one


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with opened() as one:
        yield one
