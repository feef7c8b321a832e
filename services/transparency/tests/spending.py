"""What a town's council and its suppliers were told to have paid, of themselves and of a market."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from services.transparency.tests.town import BIKES, COUNCIL, FOREIGN, HARBOUR, LANTERN, NOON, ORGANISATIONS, party

from chassis.testing import ServiceUnderTest
from events import Event, Party
from events.registry import OrganisationClassified, OrganisationFacts, OrganisationRegistered, OwnershipStated
from events.registry.owners import AttributionTold, BodyTold, PositionTold
from events.tendering import DatasetOpened, DatasetPaymentTold, PaymentMade, SubcontractDisclosed
from events.verdicts import VerdictFacts

MARKET, OWN, HIDDEN = UUID(int=0x900), UUID(int=0x901), UUID(int=0x902)
DAY = date(2026, 2, 27)
NOW = {"Commonweal-Now": "2026-03-02T12:00:00Z"}
GROUP = BodyTold(id=FOREIGN.id, type="organisation", name=FOREIGN.name, country="GB")


def registered() -> Iterator[Event]:
    """Everybody, with Second Wheel below a group's top."""
    for facts in ORGANISATIONS:
        yield OrganisationRegistered(occurred_at=NOON, entity=facts.id, organisation=facts)
    whole = [AttributionTold(group_id=GROUP.id, share="1")]
    position = PositionTold(group=GROUP, controller=GROUP, attribution=whole)
    yield OwnershipStated(
        occurred_at=NOON, entity=BIKES.id, organisation_id=BIKES.id, as_of=DAY, interests=[], positions=[position]
    )


def classified(facts: OrganisationFacts, **outcomes: str) -> OrganisationClassified:
    """What the registry answers of one."""
    verdicts = [
        VerdictFacts(
            label=label,
            outcome=outcome,
            rule=label,
            version=1,
            basis="PROFILE",
            facts_used=[],
            missing=[],
            reasons=["It is so."],
            expires_on=date(2027, 3, 1),
        )
        for label, outcome in outcomes.items()
    ]
    return OrganisationClassified(
        occurred_at=NOON, entity=facts.id, organisation_id=facts.id, on=DAY, verdicts=verdicts, facts=[], disputed=[]
    )


def dataset(**changes: Any) -> DatasetOpened:
    said = {"reference": "care", "title": "Care in Northbridge", "kind": "market", "division": "85", "figures": {}}
    days = {"first": date(2025, 3, 1), "last": date(2026, 2, 28)}
    return DatasetOpened(**{"occurred_at": NOON, "entity": MARKET, "buyer": party(COUNCIL), **said, **days, **changes})


def told(number: int, amount: str, payee: OrganisationFacts | None, **changes: Any) -> DatasetPaymentTold:
    """A payment of the dataset of a market."""
    said = {"dataset": "care", "buyer": party(COUNCIL), "payer": None, "tier": 1, "division": None, "paid_on": DAY}
    row = {"entity": UUID(int=0x1000 + number), "reference": str(number), "amount": amount}
    return DatasetPaymentTold(**{"occurred_at": NOON, "payee": payee and party(payee), **said, **row, **changes})


def made(number: int, amount: str, payer: OrganisationFacts, payee: Party, **changes: Any) -> PaymentMade:
    """A payment that the council or one of its suppliers posted."""
    said = {"contract_id": None, "subcontract_id": None, "invoice": None, "received_on": None, "dataset": None}
    row = {"entity": UUID(int=0x2000 + number), "reference": str(number), "amount": amount, "flags": []}
    tier = 1 if payer == COUNCIL else 2
    sides = {"buyer": party(COUNCIL), "payer": party(payer), "payee": payee, "tier": tier, "paid_on": DAY}
    return PaymentMade(**{"occurred_at": NOON, **said, **row, **sides, **changes})


def spending() -> Iterator[Event]:
    """Who everybody is, and what was paid."""
    yield from registered()
    yield classified(HARBOUR, vcse="yes", sme="yes", local="yes", overseas_owned="no", user_led="no")
    yield classified(LANTERN, vcse="no", sme="yes", local="unknown", overseas_owned="no", user_led="no")
    yield from paid()


def paid() -> Iterator[Event]:
    """A market of two groups and an unknown owner, and the council's own payments down to a refuge."""
    yield dataset()
    yield from (told(1, "100.00", HARBOUR), told(2, "60.00", LANTERN), told(3, "40.00", None))
    yield told(4, "30.00", BIKES, payer=party(HARBOUR), tier=2, division="85")
    yield told(5, "20.00", LANTERN, payer=party(HARBOUR), tier=2, division="50")
    yield told(6, "999.00", HARBOUR, paid_on=date(2026, 3, 1))
    yield made(1, "80.00", COUNCIL, party(HARBOUR))
    yield made(2, "20.00", COUNCIL, party(LANTERN))
    yield made(3, "30.00", HARBOUR, Party(id=HIDDEN, name="Name withheld"))
    yield made(4, "7.00", COUNCIL, party(HARBOUR), dataset="another")


def disclosed() -> SubcontractDisclosed:
    """Whose name was withheld may be known now."""
    sides = {"buyer": party(COUNCIL), "payer": party(HARBOUR), "payee": party(BIKES)}
    return SubcontractDisclosed(
        occurred_at=NOON, entity=HIDDEN, contract_id=UUID(int=0x20000), reason="They moved.", **sides
    )


async def read(service: ServiceUnderTest, path: str) -> Any:
    """What everybody reads there a few days later."""
    answer = await service.client().get(path, headers=NOW)
    assert answer.status_code == 200, answer.text
    return answer.json()
