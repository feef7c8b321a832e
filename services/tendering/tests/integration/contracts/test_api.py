"""Contracts over HTTP, on a real database."""

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, pounds
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import ContractAmended, ContractEnded, ContractSigned

pytestmark = pytest.mark.integration
TERM = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}


async def test_a_proposal_is_its_parties_own_until_the_supplier_signs(line: Line) -> None:
    contract = await line.proposed()
    path = f"{V1}/contracts/{contract['id']}"
    assert done(await line.provider.get(path)) == done(await line.buyer.get(path)) == contract
    for stranger in (line.public, line.competitor):
        assert (await stranger.get(path)).status_code == 404
        assert done(await stranger.get(f"{V1}/contracts"))["items"] == []
    signed = done(await line.provider.post(f"{path}/sign", headers=at(AFTERWARDS)))
    assert done(await line.public.get(path)) == signed
    assert done(await line.public.get(f"{V1}/contracts", params={"supplier_id": str(line.trust)}))["items"] == [signed]


async def test_the_contract_of_a_notice_is_found_by_it(line: Line) -> None:
    signed = await line.signed()
    for notice, found in ((signed["notice_id"], [signed]), (signed["id"], [])):
        assert done(await line.public.get(f"{V1}/contracts", params={"notice_id": notice}))["items"] == found


async def test_a_signed_contract_is_told_whole(line: Line) -> None:
    contract = await line.signed()
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractSigned)
    agreed = event.contract
    assert (str(event.entity), agreed.value, agreed.status) == (contract["id"], "170000.00", "active")
    assert (agreed.award.buyer.name, agreed.award.suppliers[0].name) == (
        "Northbridge Council",
        "Ashgate Homeless Trust",
    )
    assert agreed.cpv == ["85311000"]


async def test_only_the_supplier_signs_and_once(line: Line) -> None:
    contract = await line.proposed()
    path = f"{V1}/contracts/{contract['id']}/sign"
    assert (await line.buyer.post(path)).status_code == 403
    assert (await line.competitor.post(path)).status_code == 404
    done(await line.provider.post(path, headers=at(AFTERWARDS)))
    assert (await line.provider.post(path, headers=at(AFTERWARDS))).status_code == 409


async def test_an_award_has_one_contract_which_is_revised_until_it_is_signed(line: Line) -> None:
    contract = await line.proposed()
    again = await line.buyer.post(f"{V1}/awards/{contract['award_id']}/contract", json=TERM, headers=at(AFTERWARDS))
    assert (again.status_code, again.json()["detail"]) == (409, "This award already has a contract.")
    path = f"{V1}/contracts/{contract['id']}"
    revised = done(await line.buyer.put(path, json=TERM | {"title": "Alliance"}, headers=at(AFTERWARDS)))
    assert (revised["title"], revised["version"]) == ("Alliance", 2)
    done(await line.provider.post(f"{path}/sign", headers=at(AFTERWARDS)))
    assert (await line.buyer.put(path, json=TERM)).status_code == 409


async def test_another_councils_award_and_contract_read_as_not_found(line: Line) -> None:
    contract = await line.signed()
    stranger = line.service.client("commissioner", organisation=line.rival)
    change = {"value": pounds("1.00"), "ends_on": "2027-11-30", "rationale": "Spite."}
    path = f"{V1}/contracts/{contract['id']}"
    assert (await stranger.post(f"{V1}/awards/{contract['award_id']}/contract", json=TERM)).status_code == 404
    assert (await stranger.put(path, json=TERM)).status_code == 404
    assert (await stranger.post(f"{path}/amendments", json=change)).status_code == 404
    assert (await stranger.post(f"{path}/end", json={"outcome": "terminated", "reason": "Spite."})).status_code == 404


async def test_each_amendment_says_why_and_is_made_on_the_version_that_was_read(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}"
    tag = (await line.buyer.get(path)).headers["etag"]
    change = {"value": pounds("200000.00"), "ends_on": "2028-11-30", "rationale": "More people need it."}
    amended = await line.buyer.post(f"{path}/amendments", json=change, headers=at(AFTERWARDS) | {"If-Match": tag})
    assert done(amended, 201)["value"] == pounds("200000.00")
    stale = await line.buyer.post(f"{path}/amendments", json=change, headers=at(AFTERWARDS) | {"If-Match": tag})
    assert stale.status_code == 412
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractAmended)
    assert (event.amendment.number, event.amendment.rationale) == (1, "More people need it.")
    assert (event.contract.value, event.contract.ends_on.isoformat()) == ("200000.00", "2028-11-30")
    [shown] = done(await line.public.get(path))["amendments"]
    assert shown == change | {"number": 1, "amended_at": "2026-09-29T09:00:00Z"}


async def test_a_contract_is_terminated_early_or_ends_by_time(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/end"
    too_early = await line.buyer.post(path, json={"outcome": "ended", "reason": "Done."}, headers=at(AFTERWARDS))
    assert (too_early.status_code, "terminate it" in too_early.json()["detail"]) == (409, True)
    body = {"outcome": "terminated", "reason": "The provider is insolvent."}
    ended = done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)))
    assert (ended["status"], ended["ended_on"]) == ("terminated", "2026-09-29")
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractEnded)
    assert (event.contract.status, event.reason, event.entity_version) == (
        "terminated",
        "The provider is insolvent.",
        2,
    )
    assert (await line.buyer.post(path, json=body)).status_code == 409


async def test_a_contract_that_would_end_before_it_starts_is_refused(line: Line) -> None:
    award = await line.awarded()
    term = {"starts_on": "2026-12-01", "ends_on": "2026-11-30"}
    answer = await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/ends_on")


async def test_whom_a_contract_is_for_where_and_why_it_is_short_are_told_with_it(line: Line) -> None:
    contract = await line.proposed()
    path = f"{V1}/contracts/{contract['id']}"
    covered = TERM | {"places": ["Northbridge"], "beneficiaries": ["People who sleep rough"]}
    done(await line.buyer.put(path, json=covered, headers=at(AFTERWARDS)))
    signed = done(await line.provider.post(f"{path}/sign", headers=at(AFTERWARDS)))
    decisions = [done(await line.public.get(f"{V1}/decisions/{each}")) for each in signed["decisions"]]
    assert [each["outcome"] for each in decisions if each["rule"] == "delivery.shortest_term"] == [False]
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractSigned)
    assert (event.contract.places, event.contract.beneficiaries) == (["Northbridge"], ["People who sleep rough"])
