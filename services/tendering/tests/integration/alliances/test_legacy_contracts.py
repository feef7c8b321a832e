"""Which contracts an alliance replaces, by name, over HTTP on a real database."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, pounds
from services.tendering.tests.integration.alliances.test_api import formed, member
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import AllianceFormed, LegacyContractsNamed
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
SHELTER = {
    "title": "Night shelter",
    "reference": "NB-2019-114",
    "supplier": "Harbour Night Shelter",
    "ends_on": "2026-11-30",
    "taken_over_on": "2026-12-01",
}


def asked(line: Line, *legacy: dict[str, Any], **changes: Any) -> dict[str, Any]:
    parties = [member(line.council, "council", "commissioner"), member(line.trust, "trust")]
    body = {"title": "Alliance", "members": parties, "target_cost": pounds("100000.00")}
    return {**body, "legacy_contracts": list(legacy), **changes}


async def test_contracts_from_here_and_from_elsewhere_are_mapped_for_everybody_to_read(line: Line) -> None:
    old = await line.signed()
    taken = {"contract_id": old["id"], "taken_over_on": "2027-06-01"}
    alliance = await formed(line, legacy_contracts=[taken, SHELTER])
    end = {"outcome": "terminated", "reason": "The alliance takes it over."}
    ended = done(await line.buyer.post(f"{V1}/contracts/{old['id']}/end", json=end, headers=at(AFTERWARDS)))
    shown = done(await line.public.get(f"{V1}/alliances/{alliance['id']}"))
    assert shown["legacy_contracts_replaced"] == 2
    ours, theirs = shown["legacy_contracts"]
    assert (ours["contract_id"], ours["title"], ours["supplier"]) == (
        old["id"],
        "Homelessness alliance",
        "Ashgate Homeless Trust",
    )
    assert (ours["ends_on"], ours["ended_on"]) == ("2027-11-30", ended["ended_on"])
    assert theirs == {**SHELTER, "contract_id": None, "ended_on": None, "named_at": None, "because": None}
    [told] = [each for each in await line.service.emitted() if isinstance(each, AllianceFormed)]
    assert [each.reference for each in told.legacy_contracts] == [old["id"], "NB-2019-114"]
    assert [each.taken_over_on.isoformat() for each in told.legacy_contracts] == ["2027-06-01", "2026-12-01"]


async def test_a_count_without_names_stands_and_with_names_follows_from_them(line: Line) -> None:
    counted = await formed(line, legacy_contracts_replaced=25)
    assert (counted["legacy_contracts_replaced"], counted["legacy_contracts"]) == (25, [])
    refused = await line.buyer.post(f"{V1}/alliances", json=asked(line, SHELTER, legacy_contracts_replaced=25))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/legacy_contracts_replaced")
    assert (
        done(await line.buyer.post(f"{V1}/alliances", json=asked(line, SHELTER)), 201)["legacy_contracts_replaced"] == 1
    )


async def test_a_contract_is_replaced_once(line: Line) -> None:
    old = await line.signed()
    taken = {"contract_id": old["id"], "taken_over_on": "2027-06-01"}
    respelt = SHELTER | {"reference": "nb-2019-114", "supplier": "HARBOUR NIGHT SHELTER"}
    for pair in ((taken, taken), (SHELTER, respelt)):
        refused = await line.buyer.post(f"{V1}/alliances", json=asked(line, *pair))
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/legacy_contracts")
    await formed(line, legacy_contracts=[taken])
    assert (await line.buyer.post(f"{V1}/alliances", json=asked(line, taken))).status_code == 409


async def test_what_is_not_the_commissioners_or_not_yet_begun_is_not_replaced(line: Line) -> None:
    proposed, signed = await line.proposed(), await line.signed()
    early = {"contract_id": signed["id"], "taken_over_on": "2026-11-30"}
    unsigned = {"contract_id": proposed["id"], "taken_over_on": "2027-06-01"}
    for wrong, path in ((early, "taken_over_on"), (unsigned, "contract_id")):
        refused = await line.buyer.post(f"{V1}/alliances", json=asked(line, wrong))
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, f"/legacy_contracts/0/{path}")
    unknown = {"contract_id": str(new_id()), "taken_over_on": "2027-06-01"}
    assert (await line.buyer.post(f"{V1}/alliances", json=asked(line, unknown))).status_code == 404
    await line.knows(line.rival, "Millfield Council", "buyer")
    other = line.service.client("commissioner", organisation=line.rival)
    parties = [member(line.rival, "millfield", "commissioner"), member(line.trust, "trust")]
    theirs = asked(line, {"contract_id": signed["id"], "taken_over_on": "2027-06-01"}, members=parties)
    assert (await other.post(f"{V1}/alliances", json=theirs)).status_code == 422


@pytest.mark.parametrize("left_out", ["title", "reference", "supplier", "ends_on"])
async def test_a_contract_from_elsewhere_is_named_whole(line: Line, left_out: str) -> None:
    partly = {name: said for name, said in SHELTER.items() if name != left_out}
    for wrong in (partly, SHELTER | {"contract_id": str(new_id())}):
        assert (await line.buyer.post(f"{V1}/alliances", json=asked(line, wrong))).status_code == 422


async def named(line: Line, alliance: Json, *legacy: Json, by: Any = None, read: str | None = None) -> Any:
    """Name these contracts, too, once the alliance runs."""
    body = {"legacy_contracts": list(legacy), "because": "Housing had bought it."}
    headers = at(AFTERWARDS) | ({} if read is None else {"If-Match": read})
    path = f"{V1}/alliances/{alliance['id']}/legacy-contracts"
    return await (by or line.buyer).post(path, json=body, headers=headers)


async def test_a_contract_is_named_later_with_the_reason_and_the_count_grows_only_beyond_what_was_counted(
    line: Line,
) -> None:
    old = await line.signed()
    alliance = await formed(line, legacy_contracts_replaced=1)
    assert done(await named(line, alliance, SHELTER), 201)["legacy_contracts_replaced"] == 1
    taken = {"contract_id": old["id"], "taken_over_on": "2027-06-01"}
    shown = done(await named(line, alliance, taken), 201)
    assert shown["legacy_contracts_replaced"] == 2
    assert [each["because"] for each in shown["legacy_contracts"]] == ["Housing had bought it."] * 2
    assert all(each["named_at"] == AFTERWARDS.isoformat().replace("+00:00", "Z") for each in shown["legacy_contracts"])
    told = [each for each in await line.service.emitted() if isinstance(each, LegacyContractsNamed)]
    assert [([it.reference for it in each.legacy_contracts], each.legacy_contracts_replaced) for each in told] == [
        (["NB-2019-114"], 1),
        ([old["id"]], 2),
    ]


async def test_what_is_named_later_is_named_once_by_its_buyer_and_in_the_version_it_has_read(line: Line) -> None:
    alliance = await formed(line, legacy_contracts=[SHELTER])
    stranger = line.service.client("commissioner", organisation=line.rival)
    other = SHELTER | {"reference": "NB-2020-001"}
    for by, legacy, status in ((stranger, other, 404), (line.provider, other, 403), (line.buyer, SHELTER, 422)):
        assert (await named(line, alliance, legacy, by=by)).status_code == status
    read = (await line.public.get(f"{V1}/alliances/{alliance['id']}")).headers["ETag"]
    done(await named(line, alliance, other, read=read), 201)
    third = SHELTER | {"reference": "NB-2020-002"}
    assert (await named(line, alliance, third, read=read)).status_code == 412
