"""What the platform says of itself."""

import re

from gateway.tests.conftest import House

from chassis.problems import CATALOGUE
from gateway.docs.merge import texts


async def test_one_document_describes_the_services_and_the_gateway(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        answer = await anybody.get("/openapi.json")
        again = await anybody.get("/openapi.json", headers={"If-None-Match": answer.headers["etag"]})
    document = answer.json()
    assert document["openapi"].startswith("3.1")
    assert document["paths"]["/registry/v1/things"]["get"]["operationId"] == "registry_list_things"
    assert "/oauth/token" in document["paths"]
    assert (
        document["components"]["securitySchemes"]["bearer"]["flows"]["clientCredentials"]["tokenUrl"] == "/oauth/token"
    )
    assert "/readyz" not in document["paths"]
    assert again.status_code == 304
    named = {f"#/components/{section}/{name}" for section, part in document["components"].items() for name in part}
    assert {text for text in texts(document) if text.startswith("#/")} <= named
    ids = [operation["operationId"] for item in document["paths"].values() for operation in item.values()]
    assert len(ids) == len(set(ids))


async def test_what_can_be_read_can_be_looked_at_without_its_body(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        answers = [await anybody.head(path) for path in ("/openapi.json", "/healthz", "/docs", "/registry/v1/anything")]
    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"")] * 4


async def test_the_events_are_described_too(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        assert (await anybody.get("/asyncapi.json")).json()["asyncapi"] == "3.0.0"


async def test_the_page_of_the_api_loads_nothing_from_elsewhere(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        page = await anybody.get("/docs")
        assets = re.findall(r'(?:src|href)="(/docs/[^"]+)"', page.text)
        fetched = {asset: (await anybody.get(asset)).status_code for asset in assets}
        nothing = await anybody.get("/docs/other.js")
    assert page.status_code == 200
    assert fetched == {"/docs/swagger-ui.css": 200, "/docs/swagger-ui-bundle.js": 200, "/docs/start.js": 200}
    assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', page.text)
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert nothing.status_code == 404


async def test_every_kind_of_problem_has_its_page(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        pages = {kind.name: await anybody.get(kind.type) for kind in CATALOGUE.values()}
        nothing = await anybody.get("/problems/nothing")
        everything = await anybody.get("/problems")
    assert {page.status_code for page in pages.values()} == {200}
    assert all(CATALOGUE[name].title.split("'")[0] in page.text for name, page in pages.items())
    assert (nothing.status_code, everything.status_code) == (404, 200)
