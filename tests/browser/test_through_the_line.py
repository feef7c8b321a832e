"""What came through the line is what everybody sees at `/`: the real gateway, five services, PostgreSQL and NATS."""

import pytest
from tests.e2e.story import Story

from commonweal.testing import Platform, eventually

HTML = {"Accept": "text/html"}
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]


def test_a_signed_contract_is_seen_by_everybody_at_once(platform: Platform) -> None:
    story = Story(platform)
    contract = story.contract()
    page = platform.public.get(f"/contracts/{contract['id']}", headers={**HTML, **story.last})
    assert page.status_code == 200, page.text
    assert "Harbour Homes CIC" in page.text
    assert "£1,720,000" in page.text
    supplier = f"/organisations/{platform.client('provider').organisation}"
    assert supplier in page.text
    eventually(lambda: platform.public.get(supplier, headers=HTML).status_code == 200)
    assert "as a supplier" in platform.public.get(supplier, headers=HTML).text


def test_through_the_gateway_a_page_keeps_its_policy_and_its_tag(platform: Platform) -> None:
    page = platform.public.get("/", headers=HTML)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert platform.public.get("/", headers={**HTML, "If-None-Match": page.headers["etag"]}).status_code == 304
    missing = platform.public.get("/nothing/here", headers=HTML)
    assert (missing.status_code, "Find an organisation instead" in missing.text) == (404, True)
    assert platform.public.head("/").status_code == 200
