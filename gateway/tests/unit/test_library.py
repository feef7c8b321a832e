"""The merged document while services are still starting."""

import aiohttp
import orjson

from gateway.docs.openapi import FRAME, Library, without

NOBODY = "http://127.0.0.1:9"


async def test_a_document_without_a_service_names_it() -> None:
    library = Library({"registry": NOBODY, "tendering": NOBODY}, lambda: {"openapi": "3.1.0", "paths": {}})
    async with aiohttp.ClientSession() as session:
        told = orjson.loads(await library.document(session))["info"]
    assert told["x-missing"] == ["registry", "tendering"]
    assert told["description"].startswith("**Incomplete**: registry, tendering did not answer yet")


def test_a_whole_document_says_nothing_of_it() -> None:
    assert without([]) is FRAME
