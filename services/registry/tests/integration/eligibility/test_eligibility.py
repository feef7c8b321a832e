"""Who qualifies for a reserved contract, over HTTP: with reasons, facts, what is missing, and a decision to fetch."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test
from events import Party
from events.registry import ReservedContractDeclared, ReservedContractWithdrawn
from events.tendering import Announcement, AwardDecision, AwardMade, LotAnnounced
from kernel.identifiers import new_id
from rulebook.limbs import MUTUAL

V1 = "/registry/v1"
ORGANISATIONS = f"{V1}/organisations"
NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
AT = {"Commonweal-Now": "2026-08-17T09:00:00Z"}
LIMB = "employee_management_and_control"
AGAIN = "comparable_contract_within_3_years"
pytestmark = pytest.mark.integration


class Register:
    """A registrar, a council, and an organisation of which nothing is evidenced yet."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service = service
        self.registrar, self.public = service.client("registrar"), service.client()
        self.council = self.trust = UUID(int=0)

    async def registered(self, **changes: Any) -> UUID:
        answer = await self.registrar.post(ORGANISATIONS, json=registration(**changes), headers=AT)
        return UUID(done(answer, 201)["id"])

    async def evidence(self, **facts: bool | int | str) -> Any:
        """What registers say of the trust."""
        said: dict[str, Any] = {"source": "register", "standing": "register", "reference": "EV-1"}
        said |= {"retrieved_on": "2026-07-15", "expires_on": "2027-07-15"}
        body = {"facts": [said | {"name": name, "value": value} for name, value in facts.items()]}
        return done(await self.registrar.post(f"{ORGANISATIONS}/{self.trust}/evidence", json=body, headers=AT), 201)

    async def ask(self, by: httpx.AsyncClient | None = None, **asked: Any) -> Any:
        """Whether the trust qualifies."""
        query = {"regime": "s33", "authority": str(self.council), "on": "2026-12-08"} | asked
        path = f"{ORGANISATIONS}/{self.trust}/eligibility"
        return done(await (by or self.registrar).get(path, params=query, headers=AT))

    async def declare(self, **changes: Any) -> httpx.Response:
        """The trust was awarded a reserved contract before."""
        body = {"authority_id": str(self.council), "awarded_on": "2023-12-09", "title": "Outreach pilot"}
        path = f"{ORGANISATIONS}/{self.trust}/reserved-contracts"
        return await self.registrar.post(path, json=body | {"comparable": True} | changes, headers=AT)


@pytest.fixture
async def register() -> AsyncIterator[Register]:
    async with service_under_test("registry") as service:
        register = Register(service)
        register.council = await register.registered(name="Northbridge Council", roles=["buyer"])
        register.trust = await register.registered()
        yield register


def done(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_a_mutual_qualifies_and_the_answer_says_by_what_law_and_on_what_facts(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    answer = await register.ask()
    assert (answer["qualifies"], answer["rule"], answer["basis"]) == ("yes", "reserved.mutual", "LAW")
    assert "s.33" in answer["source"]
    test = answer["at_award"]
    assert (test["fails"], test["missing"]) == ([], [])
    assert test["window"] == {"first": "2023-12-09", "last": "2026-12-08"}
    assert [fact["name"] for fact in test["facts"]] == [*MUTUAL]
    assert {fact["source"] for fact in test["facts"]} == {"register"}
    assert [limb["outcome"] for limb in test["limbs"]] == ["yes"] * 4
    kept = done(await register.public.get(f"{V1}/decisions/{test['decision']}"))
    assert (kept["outcome"], kept["inputs"]["on"], kept["inputs"][LIMB]) == (True, "2026-12-08", "True")


async def test_what_is_missing_or_false_is_told_apart(register: Register) -> None:
    await register.evidence(public_services_mainly_reservable=True, employee_management_and_control=False)
    test = (await register.ask())["at_award"]
    assert test["fails"] == ["not_for_profit_or_member_only_profit_not_evidenced", LIMB]
    assert test["missing"] == ["not_for_profit_or_member_only_profit"]
    assert [limb["outcome"] for limb in test["limbs"]] == ["yes", "unknown", "no", "yes"]


async def test_a_disputed_fact_is_not_evidenced(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    await register.evidence(**{LIMB: False})
    answer = await register.ask()
    assert (answer["qualifies"], answer["at_award"]["fails"]) == ("unknown", [f"{LIMB}_not_evidenced"])
    assert "disputed" in answer["at_award"]["limbs"][2]["reason"]


async def test_asked_again_the_decision_is_the_same_one_and_a_visitor_leaves_none(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    first, again = await register.ask(), await register.ask()
    assert first == again
    other = await register.ask(on="2026-12-09")
    assert other["at_award"]["decision"] != first["at_award"]["decision"]
    seen = await register.ask(by=register.public)
    assert (seen["qualifies"], seen["at_award"]["decision"], seen["lot"]["decision"]) == ("yes", None, None)


async def test_it_is_tested_on_the_award_day_and_again_at_signature(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    answer = await register.ask(on="2027-07-01", signature_on="2027-07-16")
    assert (answer["at_award"]["qualifies"], answer["at_signature"]["qualifies"]) == ("yes", "unknown")
    assert answer["qualifies"] == "unknown"
    early = await register.registrar.get(
        f"{ORGANISATIONS}/{register.trust}/eligibility",
        params={"regime": "s33", "authority": str(register.council), "on": "2026-12-08", "signature_on": "2026-12-07"},
    )
    assert early.status_code == 422


async def test_a_declared_contract_stands_in_the_way_until_a_registrar_withdraws_it(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    contract = done(await register.declare(), 201)
    assert (await register.ask())["at_award"]["fails"] == [AGAIN]
    assert (await register.ask(on="2026-12-09"))["qualifies"] == "yes"
    assert (await register.ask(authority=str(uuid4())))["qualifies"] == "yes"
    path = f"{ORGANISATIONS}/{register.trust}/reserved-contracts"
    withdraw = f"{path}/{contract['id']}/withdraw"
    reason = {"reason": "It was an ordinary contract."}
    provider = register.service.client("provider", organisation=register.trust)
    assert (await provider.post(withdraw, json=reason)).status_code == 403
    done(await register.registrar.post(withdraw, json=reason, headers=AT))
    assert (await register.registrar.post(withdraw, json=reason)).status_code == 409
    assert (await register.ask())["qualifies"] == "yes"
    [shown] = done(await register.public.get(path))["items"]
    assert shown["withdrawn_because"] == "It was an ordinary contract."
    *_, declared, withdrawn = await register.service.emitted()
    assert isinstance(declared, ReservedContractDeclared)
    assert isinstance(withdrawn, ReservedContractWithdrawn)
    assert declared.contract == withdrawn.contract
    assert declared.contract.awarded_on == date(2023, 12, 9)


async def test_without_a_word_on_it_the_kinds_of_contract_decide_what_is_comparable(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    done(await register.declare(comparable=None, cpv=["85311000-2"]), 201)
    assert (await register.ask(cpv="85312000"))["at_award"]["fails"] == [AGAIN]
    assert (await register.ask(cpv="79713000"))["qualifies"] == "yes"
    assert (await register.ask())["at_award"]["fails"] == [AGAIN]


async def test_what_tendering_awarded_under_s33_counts_also_after_a_rebuild(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    await register.service.feed(an_award(register, reserved=None), new_id())
    assert (await register.ask())["qualifies"] == "yes"
    await register.service.feed(an_award(register), new_id())
    for _ in range(2):
        assert (await register.ask())["at_award"]["fails"] == [AGAIN]
        await register.service.rebuild()


def an_award(register: Register, reserved: str | None = "public_service_mutual") -> AwardMade:
    buyer, supplier = Party(id=register.council, name="Northbridge Council"), Party(id=register.trust, name="Trust")
    lot = LotAnnounced(id=new_id(), title="Peer navigation", value="900000.00", reserved=reserved)
    notice = Announcement(
        notice_id=new_id(),
        buyer=buyer,
        title="Homelessness alliance",
        description="Homes first.",
        category="services",
        cpv=["85311000"],
        published_at=NOW,
        closes_at=NOW,
        lots=[lot],
        criteria=[],
    )
    award = AwardDecision(
        award_id=new_id(),
        notice_id=notice.notice_id,
        title=notice.title,
        buyer=buyer,
        suppliers=[supplier],
        lot_ids=[lot.id],
        value="880000.00",
        decided_at=NOW,
        bids_received=1,
    )
    return AwardMade(occurred_at=NOW, notice=notice, award=award)


async def test_a_lot_of_five_years_and_a_day_is_nobodys(register: Register) -> None:
    await register.evidence(**dict.fromkeys(MUTUAL, True))
    lot: dict[str, Any] = {"procedure": "competitive_flexible", "starts_on": "2027-04-01"}
    assert (await register.ask(**lot, ends_on="2032-03-31"))["qualifies"] == "yes"
    longer = await register.ask(**lot, ends_on="2032-04-01")
    assert (longer["qualifies"], longer["lot"]["fails"]) == ("no", ["maximum_term_over_5_years"])
    assert (longer["lot"]["lawful"], longer["at_award"]["qualifies"]) == ("no", "yes")
    extended = await register.ask(**lot | {"procedure": "open"}, ends_on="2031-03-31", extension_months=13)
    assert extended["lot"]["fails"] == ["procedure_not_competitive_flexible", "maximum_term_over_5_years"]


async def test_whether_an_award_on_some_day_would_stand_in_the_way_can_be_asked_and_writes_nothing(
    register: Register,
) -> None:
    before = len(await register.service.emitted())
    answer = await register.ask(earlier_award_on=["2023-12-08", "2023-12-09", "2023-12-20"])
    assert answer["earlier_award_blocks"] == {"2023-12-08": False, "2023-12-09": True, "2023-12-20": True}
    assert len(await register.service.emitted()) == before


@pytest.mark.parametrize("regime", ["user_led", "not_for_profit"])
async def test_above_the_threshold_user_led_or_not_for_profit_only_has_no_ground_and_an_alternative(
    register: Register, regime: str
) -> None:
    refused = await register.ask(regime=regime, public_contract="true")
    assert (refused["qualifies"], refused["lot"]["lawful"], refused["basis"]) == ("no", "no", "SEED")
    assert "award criterion" in refused["lot"]["reasons"][0]
    assert (await register.ask(regime=regime, public_contract="false"))["lot"]["lawful"] == "unknown"


async def test_three_in_ten_make_a_supported_employment_provider(register: Register) -> None:
    await register.evidence(employment_support=True, workforce=10, workforce_disabled_or_disadvantaged=3)
    answer = await register.ask(regime="s32")
    assert (answer["qualifies"], answer["rule"]) == ("yes", "reserved.supported_employment")


@pytest.mark.parametrize(("country", "word"), [("GB", "yes"), ("LU", "no")])
async def test_below_the_threshold_the_united_kingdom_is_where_its_address_is(
    register: Register, country: str, word: str
) -> None:
    register.trust = await register.registered(name="Elsewhere", address={"country": country})
    assert (await register.ask(regime="below_threshold_uk"))["qualifies"] == word


async def test_a_local_area_is_a_site_in_it(register: Register) -> None:
    await register.evidence(operating_areas="E06000015")
    assert (await register.ask(regime="below_threshold_local", area="E06000015"))["qualifies"] == "yes"
    assert (await register.ask(regime="below_threshold_local", area="E07000034"))["qualifies"] == "unknown"


async def test_a_class_answers_with_the_facts_behind_it_or_those_it_waits_for(register: Register) -> None:
    unknown = await register.ask(regime="below_threshold_vcse")
    assert (unknown["qualifies"], unknown["basis"]) == ("unknown", "LAW")
    assert unknown["at_award"]["missing"] == ["non_governmental", "principally_reinvests_for_social_aims"]
    await register.evidence(non_governmental=True, principally_reinvests_for_social_aims=True, group_headcount=64)
    await register.evidence(group_turnover="3400000.00", group_balance_sheet="900000.00")
    for regime, facts in (("vcse", 2), ("sme", 2)):
        answer = await register.ask(regime=f"below_threshold_{regime}")
        assert (answer["qualifies"], answer["at_award"]["missing"]) == ("yes", [])
        assert len(answer["at_award"]["facts"]) >= facts


@pytest.mark.parametrize(("barred", "word"), [("barred_by_articles", "yes"), ("capped", "no"), ("free", "no")])
async def test_not_for_profit_only_asks_for_grade_n2_as_a_policy(register: Register, barred: str, word: str) -> None:
    await register.evidence(profit_distribution=barred, dissolution_lock="constitutional")
    answer = await register.ask(regime="not_for_profit", public_contract="false")
    assert (answer["qualifies"], answer["basis"]) == (word, "SEED")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"awarded_on": "2026-08-18"}, 422),
        ({"awarded_on": "2026-02-30"}, 422),
        ({"authority_id": str(uuid4())}, 404),
        ({"cpv": ["85"]}, 422),
        ({"title": ""}, 422),
        ({"comparable": "yes"}, 422),
    ],
)
async def test_what_cannot_be_meant_is_refused(register: Register, changes: dict[str, Any], status: int) -> None:
    before = len(await register.service.emitted())
    assert (await register.declare(**changes)).status_code == status
    assert len(await register.service.emitted()) == before


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"regime": "s34"}, 422),
        ({"authority": "nobody"}, 422),
        ({"on": "2026-13-01"}, 422),
        ({"on": "2020-01-01"}, 409),
        ({"extension_months": "-1"}, 422),
        ({"extension_months": "१"}, 422),
        ({"colour": "red"}, 422),
    ],
)
async def test_what_cannot_be_asked_is_refused(register: Register, asked: dict[str, str], status: int) -> None:
    query = {"regime": "s33", "authority": str(register.council), "on": "2026-12-08"} | asked
    answer = await register.public.get(f"{ORGANISATIONS}/{register.trust}/eligibility", params=query)
    assert answer.status_code == status, answer.text
