"""The catalogue as other catalogues read it: by the shapes of DCAT-AP, and every file that it names is there."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from services.transparency.tests.checks import standards
from services.transparency.tests.town import COUNCIL, everything

from chassis.testing import ServiceUnderTest

pytestmark = [pytest.mark.integration, pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")]
Serve = Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]]
PATH = "/transparency/v1/catalogue.jsonld"
SHAPES = "schemas/dcat-ap/dcat-ap-SHACL-3.0.1.ttl"


@pytest.fixture
async def town(service_under_test: Serve) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        for event in everything():
            await service.feed(event, event.entity)
        yield service


async def catalogue(service: ServiceUnderTest) -> dict[str, Any]:
    answer = await service.client().get(PATH)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
    told: dict[str, Any] = answer.json()
    return told


def violations(text: str) -> str:
    """What the shapes of DCAT-AP 3.0.1 have against it; nothing is fetched."""
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed")
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(standards(SHAPES)), do_owl_imports=False)
    return "" if conforms else str(report)


async def test_the_catalogue_has_the_shape_of_dcat_ap(town: ServiceUnderTest) -> None:
    text = (await town.client().get(PATH)).text
    assert violations(text) == ""
    assert "accessURL" in violations(text.replace('"dcat:accessURL"', '"dcat:landingPage"', 1)), "they do find a fault"


async def test_there_is_one_dataset_for_each_standard_and_publisher(town: ServiceUnderTest) -> None:
    datasets = (await catalogue(town))["dcat:dataset"]
    assert sorted(it["dct:identifier"] for it in datasets) == [
        "360giving/GB-LAE-NBR",
        "contracts-register/GB-LAE-NBR",
        "invitations/GB-LAE-NBR",
        "ocds/GB-LAE-NBR",
        "spend/GB-LAE-NBR",
        "vcse-grants/GB-LAE-NBR",
    ]
    assert {it["dct:publisher"]["foaf:name"] for it in datasets} == {COUNCIL.name}


async def test_every_file_that_it_names_is_there_under_the_open_government_licence(town: ServiceUnderTest) -> None:
    files = [file for it in (await catalogue(town))["dcat:dataset"] for file in it["dcat:distribution"]]
    assert len(files) > 10
    for file in files:
        assert "open-government-licence" in file["dct:license"]["@id"]
        path = file["dcat:downloadURL"]["@id"].partition("/transparency")[2]
        answer = await town.client().get(f"/transparency{path}")
        assert answer.status_code == 200, path
        assert file["dcat:mediaType"]["@id"].endswith(answer.headers["content-type"].partition(";")[0])


async def test_an_empty_platform_has_an_empty_catalogue(service_under_test: Serve) -> None:
    async with service_under_test("transparency") as service:
        text = (await service.client().get(PATH)).text
        assert (await catalogue(service))["dcat:dataset"] == []
    assert violations(text) == ""
