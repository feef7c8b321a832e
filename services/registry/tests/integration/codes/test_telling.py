"""The others are told of the CPV: whole, and only when it changed."""

from collections.abc import AsyncIterator

import pytest
from services.registry.tests.register_files import imported
from services.registry.tests.vocabulary import CPV, as_file

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import CodeListRead

pytestmark = pytest.mark.integration
LEAF, GROUP = "85311000-2", "85300000-0"


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def told(registry: ServiceUnderTest) -> list[list[str]]:
    return [event.codes for event in await registry.emitted() if isinstance(event, CodeListRead)]


async def test_the_list_is_told_whole_and_again_only_when_it_has_other_codes(registry: ServiceUnderTest) -> None:
    without = sorted(code[:8] for code in CPV if code != LEAF)
    for content in (as_file(LEAF), as_file(LEAF), as_file(LEAF, name="Something else")):
        assert (await imported(registry, content, "cpv.json"))["trouble"] is None
        assert await told(registry) == [without]
    await imported(registry, as_file(), "cpv.json")
    assert await told(registry) == [without, sorted([*without, LEAF[:8]])]


async def test_nobody_is_told_of_an_excerpt_nor_of_a_file_that_broke_off(registry: ServiceUnderTest) -> None:
    excerpt = await imported(registry, as_file(GROUP), "cpv.json")
    assert (excerpt["trouble"], await told(registry)) == (None, [])
    broken = await imported(registry, as_file()[:-1], "cpv.json")
    assert broken["trouble"] is not None
    assert await told(registry) == []
    await imported(registry, as_file(), "cpv.json")
    assert len(await told(registry)) == 1
