"""Every example of docs/ratings-api.md runs."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from services.ratings.tests.builders import PROVIDER
from services.ratings.tests.storytelling import Storytelling

from chassis.testing import service_under_test

pytestmark = pytest.mark.integration
PAGE = Path(__file__).parents[5] / "docs/ratings-api.md"
EXAMPLES = re.findall(r'curl -s "\$API(/[^"]+)"', PAGE.read_text())


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def test_every_example_answers(users: Storytelling) -> None:
    await users.published()
    known = {"$ORG": str(PROVIDER), "$CONTRACT": str(users.contract.contract_id)}
    assert len(EXAMPLES) > 15
    for example in EXAMPLES:
        path = re.sub(r"\$[A-Z]+", lambda name: known[name[0]], example)
        answer = await users.ratings.client().get(f"/ratings/v1{path}")
        assert answer.status_code == 200, (example, answer.text)
        if example.startswith("/stories?"):
            assert answer.json()["items"], f"{example} shows nothing"
