"""The page that reads a QR code: its script may ask nobody, and only what was vetted draws and reads."""

import hashlib
import re
from pathlib import Path

import pytest

import ratings.qr_codes
from chassis.testing import service_under_test

pytestmark = pytest.mark.integration
STATIC = Path(ratings.qr_codes.__file__).parent / "static"


async def test_the_page_may_ask_nobody_and_serves_scripts_and_nothing_else() -> None:
    async with service_under_test("ratings") as service:
        page = await service.client().get("/ratings/v1/qr-code")
        policy = page.headers["content-security-policy"]
        assert ("script-src 'self'" in policy, "connect-src" in policy) == (True, False)
        for name, status in (("read.js", 200), ("draw.js", 200), ("NOTICE", 404), ("..%2Fviews.py", 404)):
            assert (await service.client().get(f"/ratings/v1/qr-code/{name}")).status_code == status


async def test_a_credential_that_was_read_stands_in_the_form_and_nothing_is_called_wrong_yet() -> None:
    async with service_under_test("ratings") as service:
        sent = {"begin": "1", "credential": "7H2K-Q0ZD-44MX-9TRW-B3VE"}
        page = await service.client().post("/ratings/v1/rate", data=sent)
    assert (page.status_code, "There is a problem" in page.text) == (200, False)
    assert 'value="7H2K-Q0ZD-44MX-9TRW-B3VE"' in page.text


def test_the_library_is_the_one_that_was_vetted() -> None:
    digest = hashlib.sha256((STATIC / "qr.js").read_bytes()).hexdigest()
    assert re.findall(r"SHA-256 ([0-9a-f]{64})", (STATIC / "NOTICE").read_text()) == [digest]
