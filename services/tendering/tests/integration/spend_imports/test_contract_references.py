"""Which contract a line of a spend file names: one of the payer's own, exactly, or none."""

import pytest
from services.tendering.tests.integration.line import Line
from services.tendering.tests.spend_files import HEADING, SPEND_FILES, imported

pytestmark = pytest.mark.integration


async def test_a_reference_is_linked_where_it_is_exactly_one_contract_of_the_payer(line: Line) -> None:
    contract = await line.signed()
    references = [contract["id"], contract["title"], contract["title"].lower(), "Not yet available", "0", ""]
    rows = [f'Trust,01/04/2026,{at},5.00,"{it}"' for at, it in enumerate(references)]
    file = HEADING.replace("\n", ",Contract Number\n") + "\n".join(rows) + "\n"
    read = await imported(line.service, file, client=line.buyer)
    path = f"{SPEND_FILES}/{read['id']}/lines"
    lines = (await line.buyer.get(path)).json()["items"]
    assert [it["contract_id"] for it in lines[1:]] == [contract["id"], contract["id"], None, None, None, None]
    twin = await line.signed()
    assert twin["title"] == contract["title"]
    lines = (await line.buyer.get(path)).json()["items"]
    assert [it["contract_id"] for it in lines[1:4]] == [contract["id"], None, None]


async def test_where_the_payer_is_not_known_no_line_is_linked(line: Line) -> None:
    contract = await line.signed()
    file = HEADING.replace("\n", ",Contract Number\n") + f"Trust,01/04/2026,1,5.00,{contract['id']}\n"
    read = await imported(line.service, file)
    client = line.service.client("platform_admin")
    lines = (await client.get(f"{SPEND_FILES}/{read['id']}/lines")).json()["items"]
    assert (lines[1]["contract"], lines[1]["contract_id"]) == (contract["id"], None)
