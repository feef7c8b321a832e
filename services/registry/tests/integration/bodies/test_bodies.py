"""What the mirror says of a number, once files have been read."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.registry.tests.charity_files import charities, companies, dual_registered, reregistrations, scottish
from services.registry.tests.charity_files import same_bodies as pairs
from services.registry.tests.register_files import imported

from chassis.testing import ServiceUnderTest, service_under_test

REGISTERS = "/registry/v1/registers"
CHARITY, OLD, COMPANY, SCOTTISH = "GB-CHC-1090095", "GB-CHC-212121", "GB-COH-09506232", "GB-SC-SC042386"
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def body(registry: ServiceUnderTest, org_id: str) -> Any:
    scheme, number = org_id.rsplit("-", 1)
    answer = await registry.client().get(f"{REGISTERS}/{scheme}/{number}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def proved(found: Any) -> dict[str, Any]:
    return {it["name"]: it["value"] for it in found["proves"]}


async def test_a_charity_in_three_registers_is_one_body_through_the_crosswalks(registry: ServiceUnderTest) -> None:
    await imported(registry, charities({"registered_charity_number": "1090095"}), "charity.txt")
    await imported(registry, scottish({"Charity Number": "SC042386"}), "oscr.csv")
    await imported(registry, companies({}), "companies.csv")
    await imported(registry, dual_registered(("SC042386", "1090095")), "dual.csv")
    await imported(registry, pairs((CHARITY, COMPANY)), "pairs.csv")
    found = [await body(registry, number) for number in (CHARITY, COMPANY, SCOTTISH)]
    assert found[0] == found[1] == found[2]
    assert set(found[0]["numbers"]) == {CHARITY, COMPANY, SCOTTISH}
    assert proved(found[0])["charity_registration"] == "registered"


async def test_the_order_in_which_files_come_does_not_matter(registry: ServiceUnderTest) -> None:
    await imported(registry, pairs((CHARITY, COMPANY)), "pairs.csv")
    first = await imported(registry, companies({}), "companies.csv")
    second = await imported(registry, charities({"registered_charity_number": "1090095"}), "charity.txt")
    assert set((await body(registry, COMPANY))["numbers"]) == {CHARITY, COMPANY}
    assert (first["accepted"], second["accepted"]) == (1, 1)


async def test_two_charities_of_one_name_and_place_stay_two(registry: ServiceUnderTest) -> None:
    both = charities({"registered_charity_number": "1090095"}, {"registered_charity_number": "1090096"})
    await imported(registry, both, "charity.txt")
    assert (await body(registry, CHARITY))["numbers"] == [CHARITY]


async def test_an_old_number_leads_to_the_new_one_and_proves_nothing_beside_it(registry: ServiceUnderTest) -> None:
    removed = {"charity_registration_status": "Removed", "date_of_removal": "2020-01-01 00:00:00.0000000"}
    rows = charities({"registered_charity_number": "212121", **removed}, {"registered_charity_number": "1090095"})
    await imported(registry, rows, "charity.txt")
    await imported(registry, reregistrations(("212121", "1090095")), "reregistered.csv")
    found = await body(registry, OLD)
    assert set(found["numbers"]) == {OLD, CHARITY}
    assert [(it["name"], it["value"], it["org_id"]) for it in found["proves"]] == [
        ("charity_registration", "registered", CHARITY)
    ]


async def test_a_link_that_a_later_extract_leaves_out_is_gone(registry: ServiceUnderTest) -> None:
    row = {"registered_charity_number": "1090095"}
    await imported(registry, charities({**row, "charity_company_registration_number": "9506232"}), "charity.txt")
    assert set((await body(registry, CHARITY))["numbers"]) == {CHARITY, COMPANY}
    await imported(registry, charities(row), "charity.txt")
    assert (await body(registry, CHARITY))["numbers"] == [CHARITY]


async def test_a_charitable_company_is_one_while_its_company_lives(registry: ServiceUnderTest) -> None:
    row = {"registered_charity_number": "1090095", "charity_type": "Charitable company"}
    await imported(registry, charities({**row, "charity_company_registration_number": "09506232"}), "charity.txt")
    assert "charitable_company" not in proved(await body(registry, CHARITY))
    await imported(registry, companies({}), "companies.csv")
    assert proved(await body(registry, CHARITY))["charitable_company"] is True
    await imported(registry, companies({"CompanyStatus": "Dissolved"}), "companies.csv")
    assert "charitable_company" not in proved(await body(registry, CHARITY))


async def test_a_number_that_no_register_gave_is_not_found(registry: ServiceUnderTest) -> None:
    for path in ("GB-CHC/1090095", "GB-CHC/nonsense", "coops-uk/R000001", "GB-COH/%20"):
        assert (await registry.client().get(f"{REGISTERS}/{path}")).status_code == 404
