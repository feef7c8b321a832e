"""Reading a story. What breaks the format's rules is refused with its path, before anything is written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
)

from commonweal.errors import CannotDo
from commonweal.play.competition import Bid, Count, Evaluation, Money, Part, Procurement, Response
from commonweal.play.course import Alliance, Kpi, Modification, RetenderChurn, SocialValue, UnitCost
from commonweal.play.demands import Petition, faults_in
from commonweal.play.funds import PooledBudget, SocialInvestment, bodies_in, faults_of_funds
from commonweal.play.granted import Grant, faults_of_grants
from commonweal.play.money import HalfYear, Invoice, faults_of_money
from commonweal.play.scopes import LocalMultiplier, Planned, Spend, faults_of_spend

#: Whom a petition is about.
PETITIONED = ("recall_petitions", "provider")


class Scenario(Part):
    """What the story is called, whose it is, and on which day evidence must still be live."""

    id: str
    title: str
    authority: str
    evidence_as_of: date


class Share(Part):
    """An owner of a joint venture."""

    organisation: str
    share: Decimal


class Fact(Part):
    """Something evidenced; what a register says counts most."""

    fact: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
    value: StrictBool | StrictInt | StrictStr
    source: str
    reference: str
    retrieved_on: date
    expires_on: date | None = None


class ReservedContract(Part):
    """A contract that was reserved to mutuals, and awarded before the story."""

    authority: str
    awarded_on: date
    comparable: bool
    title: str


class Organisation(Part):
    """Somebody who takes part. An address is no part of the format; our own stories have one."""

    id: str
    name: str
    legal_form: str
    identifier: str | None = None
    parent: str | None = None
    address: dict[str, str] | None = None
    facts: list[Fact] = []
    joint_venture_owners: list[Share] = []
    reserved_contract_history: list[ReservedContract] = []


class Rating(Part):
    """How many users gave an organisation one to five stars."""

    organisation: str
    stars: dict[Literal["1", "2", "3", "4", "5"], Count]


class Met(Part):
    """A provider that was met before the notice; `shown` is what it was shown, as a document of figures."""

    organisation: str
    held_on: date
    topic: str
    said: str
    shown: dict[str, Any] = {}


class Contribution(Part):
    """You said, we did."""

    contributor: str
    contribution: str
    given_on: date
    hours: Count
    paid: Money
    decision: str


class Engagement(Part):
    """What came before the notice. No part of the format; our own stories have one."""

    description: str
    met: list[Met] = []
    contributions: list[Contribution] = []
    well_being: dict[str, str]
    interests: list[dict[str, str]] = []


class Document(Part):
    """A whole story, and the names of the sections that it has."""

    format: Literal["commissioning-scenario/1"]
    scenario: Scenario
    law: dict[str, dict[str, Any]] = {}
    policy: dict[str, dict[str, Any]] = {}
    organisations: Annotated[list[Organisation], Field(min_length=1)]
    procurement: Procurement | None = None
    engagement: Engagement | None = None
    bids: list[Bid] = []
    abnormally_low_responses: list[Response] = []
    evaluation: Evaluation | None = None
    ratings: list[Rating] = []
    grants: list[Grant] = []
    kpis: list[Kpi] = []
    alliance: Alliance | None = None
    social_value: list[SocialValue] = []
    unit_costs: list[UnitCost] = []
    retender_churn: RetenderChurn | None = None
    modifications: list[Modification] = []
    invoices: list[Invoice] = []
    payments_compliance: HalfYear | None = None
    recall_petitions: list[Petition] = []
    pooled_budgets: list[PooledBudget] = []
    social_investments: list[SocialInvestment] = []
    subcontracts: list[Planned] = []
    spend: Spend | None = None
    local_multiplier: LocalMultiplier | None = None
    sections: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()  # sections that say there is nothing, as null

    def organisation(self, name: str) -> Organisation:
        """The organisation of that id; `faults` has seen to it that there is one."""
        return next(each for each in self.organisations if each.id == name)


def read(path: Path) -> Document:
    """The story in a file. Raises CannotDo with the path of the first value that breaks the format's rules."""
    try:
        whole = json.loads(path.read_text(), parse_float=Decimal)
        empty = frozenset(name for name, given in whole.items() if given is None)
        document = Document.model_validate({**whole, "sections": frozenset(whole), "empty": empty})
    except ValidationError as error:
        first = error.errors()[0]
        raise CannotDo(f"{path}: /{'/'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (ValueError, TypeError) as error:
        raise CannotDo(f"{path} is not a story: {error}") from error
    for place, sentence in faults(document):
        raise CannotDo(f"{path}: {place}: {sentence}")
    return document


def faults(document: Document) -> Iterator[tuple[str, str]]:
    """What the format forbids and a schema cannot say: paths with sentences."""
    known = {each.id for each in document.organisations}
    yield from twice("/organisations", [each.id for each in document.organisations])
    yield from loops(document.organisations)
    for place, name in named(document):
        if name not in known:
            yield place, f"there is no organisation {name!r}"
    for index, each in enumerate(document.organisations):
        if each.joint_venture_owners and sum(owner.share for owner in each.joint_venture_owners) != 1:
            yield f"/organisations/{index}/joint_venture_owners", "the shares must add to 1"
    yield from twice("/recall_petitions", [each.id for each in document.recall_petitions])
    yield from faults_in(document.recall_petitions)
    yield from faults_of_grants(document.scenario.authority, document.grants)
    yield from faults_of_funds(document.pooled_budgets, document.social_investments)
    if document.procurement is not None:
        yield from faults_of(document.procurement, document.bids)
    elif document.bids:
        yield "/bids", "there is no procurement to bid for"
    yield from faults_of_course(document)
    bids = {bid.id for bid in document.bids}
    yield from faults_of_spend(document.spend, document.subcontracts, known, bids)
    yield from faults_of_money(document.scenario.authority, document.invoices, document.payments_compliance)


def faults_of_course(document: Document) -> Iterator[tuple[str, str]]:
    """What the sections about running contracts get wrong."""
    kpis = [kpi.id for kpi in document.kpis]
    own = ("kpis", "social_value", "unit_costs", "modifications", "invoices")
    for section in (*own, "grants", "pooled_budgets", "social_investments"):
        yield from twice(f"/{section}", [each.id for each in getattr(document, section)])
    for index, name in enumerate(document.alliance.gate_kpis if document.alliance else ()):
        if name not in kpis:
            yield f"/alliance/gate_kpis/{index}", f"there is no indicator {name!r}"


def faults_of(procurement: Procurement, bids: Sequence[Bid]) -> Iterator[tuple[str, str]]:
    """What a competition and its bids get wrong together."""
    lots = [lot.id for lot in procurement.lots]
    yield from twice("/procurement/lots", lots)
    yield from twice("/bids", [bid.id for bid in bids])
    if sum(weight.points for weight in procurement.weights) != 100:
        yield "/procurement/weights", "the points must add to 100"
    for index, bid in enumerate(bids):
        if bid.lot not in lots:
            yield f"/bids/{index}/lot", f"there is no lot {bid.lot!r}"
        if bid.price.startswith("-"):
            yield f"/bids/{index}/price", "a price is never below zero"


def named(document: Document) -> Iterator[tuple[str, str]]:
    """Every place that names an organisation."""
    yield "/scenario/authority", document.scenario.authority
    if document.procurement is not None:
        yield "/procurement/authority", document.procurement.authority
    for index, each in enumerate(document.organisations):
        if each.parent is not None:
            yield f"/organisations/{index}/parent", each.parent
        for place, contract in enumerate(each.reserved_contract_history):
            yield f"/organisations/{index}/reserved_contract_history/{place}/authority", contract.authority
        for place, owner in enumerate(each.joint_venture_owners):
            yield f"/organisations/{index}/joint_venture_owners/{place}/organisation", owner.organisation
    for index, invoice in enumerate(document.invoices):
        yield f"/invoices/{index}/payer", invoice.payer
        yield f"/invoices/{index}/payee", invoice.payee
    for index, member in enumerate(document.alliance.members if document.alliance else ()):
        yield f"/alliance/members/{index}/organisation", member.organisation
    yield from bodies_in(document.pooled_budgets)
    for section, field in (("bids", "bidder"), ("ratings", "organisation"), ("grants", "recipient"), PETITIONED):
        for index, each in enumerate(getattr(document, section)):
            yield f"/{section}/{index}/{field}", getattr(each, field)


def twice(place: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names that stand more than once."""
    for index, name in enumerate(names):
        if name in names[:index]:
            yield f"{place}/{index}/id", f"{name!r} stands twice"


def loops(organisations: Sequence[Organisation]) -> Iterator[tuple[str, str]]:
    """Chains of parents that never end."""
    parents: Mapping[str, str | None] = {each.id: each.parent for each in organisations}
    for index, each in enumerate(organisations):
        seen, name = {each.id}, each.parent
        while name is not None and name not in seen:
            seen.add(name)
            name = parents.get(name)
        if name is not None:
            yield f"/organisations/{index}/parent", "the chain of parents is a loop"
