"""The migrations of every service make exactly the tables that its code declares."""

import pytest

from chassis.migrations import PLUMBING, check, upgrade
from chassis.testing import postgres_url
from chassis.testing.databases import empty_database


@pytest.mark.parametrize("service", [PLUMBING, "registry", "tendering", "ratings", "grants", "transparency", "gateway"])
async def test_the_migrations_make_the_tables_that_the_code_declares(service: str) -> None:
    async with empty_database(postgres_url()) as url:
        await upgrade(service, url)
        assert await check(service, url) is None
