"""Every integration test may ask for the line and its cast."""

from collections.abc import AsyncIterator

import pytest
from services.tendering.tests.integration.evaluation.competition import Competition
from services.tendering.tests.integration.line import Line, the_line


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with the_line() as line:
        yield line


@pytest.fixture
def competition(line: Line) -> Competition:
    return Competition(line)
