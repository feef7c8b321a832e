"""The terms of a procurement: what is asked for, in which lots. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from kernel.digests import digest_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import ZERO, Money
from rulebook.limbs import Reservation
from tendering.criteria.domain import Criterion, Source
from tendering.obligations.domain import AuthorityType, Category, Procedure, Regime
from tendering.procedures.domain import FlexibleProcedure
from tendering.procedures.rules import must_be_possible


class PastPerformance(StrEnum):
    """What of a bidder's past may count beside its bid. What the notice does not declare counts for nothing (s.23)."""

    USER_RATINGS = "user_ratings"  # what users said of it
    INDICATORS = "indicators"  # how its earlier contracts were assessed (s.71)
    DELIVERY = "delivery"  # the share of its promises of social value that it has kept


@dataclass(frozen=True)
class Item:
    """One thing that a lot consists of, by its code in the Common Procurement Vocabulary."""

    cpv: str
    description: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(eq=False, kw_only=True)
class Lot:
    """A part of the procurement that may be awarded on its own (s.18). `value` is an estimate.

    `reference` is the buyer's own name for it; the term may be extended by `extension_months` beyond `ends_on`, as
    `renewal` says; `options` says what else the buyer may later ask for. `reserved` keeps it for one class of
    providers; `reserved_areas` are the local ones (GSS).
    """

    id: UUID = field(default_factory=new_id)
    title: str
    value: Money
    reference: str | None = None
    description: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    extension_months: int = 0
    renewal: str | None = None
    options: str | None = None
    items: list[Item] = field(default_factory=list)
    reserved: Reservation | None = None
    reserved_areas: list[str] = field(default_factory=list)
    award_id: UUID | None = None

    def overlaps(self, other: "Lot") -> bool:
        """Whether nobody could tell which of the two is meant."""
        is_named = self.reference is not None and other.reference is not None
        return not is_named and self.title.casefold() == other.title.casefold()


#: What a lot promises, as against what became of it.
LOT_TERMS = tuple(each.name for each in fields(Lot) if each.name != "award_id")


@dataclass(frozen=True)
class LotLimit:
    """How many of these lots, named by their references, one group of suppliers may win (s.23(4))."""

    lots: tuple[str, ...]
    maximum: int


class CallOff(StrEnum):
    """How contracts are awarded under a framework (OCDS codelist frameworkAgreementMethod)."""

    COMPETITION = "with_competition"
    NONE = "without_competition"
    EITHER = "with_or_without_competition"


class Mechanism(StrEnum):
    """How a framework chooses without competition (s.45(4)); who declines is followed by the next."""

    RANKING = "ranking"  # whoever ranks first
    ROTATION = "rotation"  # whoever was asked longest ago
    LOWEST_PRICE = "lowest_price"  # whoever asked least when the framework was awarded


@dataclass(frozen=True)
class Framework:
    """That contracts are to be called off under what is agreed (s.45), for how many suppliers at most in each lot.

    An open one is agreed anew at least once, so that others may join (s.49). Its term, and what is called off at most,
    are those of its lots. Beside its buyer the `buyers` may call off. `pricing` is the price, or how it is found;
    without competition there are a `mechanism` and the `core_terms` of what is called off. Nobody with fewer than
    `minimum_points` of a hundred has a seat on it. `longer_because` is why it lasts longer than the law has it (s.47).
    An open one may say that what is begun under it when the next is awarded is finished under it (s.49(3)).
    """

    call_off: CallOff
    maximum_suppliers: int
    is_open: bool = False
    mechanism: Mechanism | None = None
    pricing: str | None = None
    core_terms: str | None = None
    buyers: tuple[UUID, ...] = ()
    minimum_points: int = 0
    longer_because: str | None = None
    finishes_call_offs: bool = False


@dataclass(frozen=True, kw_only=True)
class Under:
    """The framework, and the lot of it, under which a contract is called off.

    `procurement_id` is what the framework's procurement is known by; `criteria` are the names of the framework's.
    """

    framework_id: UUID
    lot_id: UUID
    procurement_id: UUID
    criteria: tuple[str, ...]

    def must_cover(self, criteria: Sequence[Criterion]) -> None:
        """Raise RuleBroken for a criterion that the framework was not awarded by: they are refined, none added."""
        for each in criteria:
            if each.name not in self.criteria:
                raise RuleBroken(
                    f"The framework was not awarded by {each.name!r}: its criteria are only refined (s.46)."
                )


@dataclass(frozen=True)
class Justification:
    """Why there is no competition, and who is meant. `ground` is a paragraph of Schedule 5, or `s42` or `s43`."""

    ground: str
    reason: str
    supplier_id: UUID


@dataclass(eq=False, kw_only=True)
class Terms:
    """What a buyer may still change while its notice is a draft.

    `recall_clause` is the break clause by which users may recall the provider: without one no vote of theirs ends a
    contract (s.78). `past_performance` declares what counts beside the bids. `plan_id` is the plan it follows from,
    `engagement_id` the engagement, `unannounced_because` why no notice announced that (s.17(1)). In a direct award
    `justification` says why nobody else is asked. Under a dynamic market, `market_id`, only its members bid, or those
    of its `market_part`. With a `framework` its lots are frameworks, under which contracts are called off; `reopens_id`
    is the first notice of the open framework that this one awards anew. `not_local_because` is why a contract below the
    threshold is kept for nobody near; where it `transfers_staff`, bidders need to know their terms. A `flexible`
    procedure has its phases here; one without any is tendered for at once.
    """

    title: str
    description: str
    category: Category
    procedure: Procedure
    regime: Regime
    cpv: list[str]
    closes_at: datetime
    lots: list[Lot]
    criteria: list[Criterion]
    authority_type: AuthorityType = AuthorityType.SUB_CENTRAL
    values_include_vat: bool = False
    lot_limit: LotLimit | None = None
    recall_clause: str | None = None
    past_performance: list[PastPerformance] = field(default_factory=list)
    engagement_id: UUID | None = None
    unannounced_because: str | None = None
    justification: Justification | None = None
    plan_id: UUID | None = None
    market_id: UUID | None = None
    market_part: str | None = None
    not_local_because: str | None = None
    transfers_staff: bool = False
    framework: Framework | None = None
    reopens_id: UUID | None = None
    flexible: FlexibleProcedure | None = None

    def __post_init__(self) -> None:
        """Raises Unacceptable for what no reader could make sense of, even in a draft."""
        for place, lot in enumerate(self.lots):
            _must_be_possible(lot, f"/lots/{place}")
            if any(lot.overlaps(other) for other in self.lots[:place]):
                raise Unacceptable(
                    f"/lots/{place}/title", f"Lots overlap: two are {lot.title!r}, and no reference tells which."
                )
        references = [lot.reference for lot in self.lots]
        _must_differ(references, "/lots/{}/reference", "There are two lots called {!r}.")
        _must_differ([each.name for each in self.criteria], "/criteria/{}/name", "There are two criteria called {!r}.")
        if (self.justification is not None) != (self.procedure.is_direct and not self.procedure.is_call_off):
            raise Unacceptable("/justification", "A direct award is justified, and nothing else is.")
        if self.framework is not None and (self.procedure.is_direct or self.procedure.is_call_off):
            raise Unacceptable("/framework", "A framework is awarded by a competition.")
        if self.reopens_id is not None and not (self.framework and self.framework.is_open):
            raise Unacceptable("/reopens_id", "What reopens an open framework is one itself.")
        self._must_have_possible_phases()
        self._must_declare_what_is_scored()
        if self.framework is not None and self.lot_limit is not None:
            raise Unacceptable("/lot_limit", "The limit gives each lot to one bidder, and a framework to several.")
        for place, reference in enumerate(self.lot_limit.lots if self.lot_limit else ()):
            if reference not in references:
                raise Unacceptable(f"/lot_limit/lots/{place}", f"There is no lot with the reference {reference!r}.")

    def _must_declare_what_is_scored(self) -> None:
        for place, each in enumerate(self.criteria):
            if each.source is Source.PAST_PERFORMANCE and PastPerformance.INDICATORS not in self.past_performance:
                raise Unacceptable(
                    f"/criteria/{place}/source", "Earlier assessments count once past_performance declares indicators."
                )

    def _must_have_possible_phases(self) -> None:
        if self.flexible is None:
            return
        if self.procedure is not Procedure.COMPETITIVE_FLEXIBLE:
            raise Unacceptable("/flexible", "Only a competitive flexible procedure has phases.")
        must_be_possible(self.flexible, self.closes_at, self.criteria, [each.reference for each in self.lots])

    @property
    def value(self) -> Money:
        """The estimate for all lots together, which decides which duties bind (s.4 and Schedule 3)."""
        return sum((lot.value for lot in self.lots), start=ZERO)

    @property
    def open_until(self) -> datetime:
        """Until when anybody may come in: the deadline of the first phase, or that for bids where there is no other."""
        first = self.flexible.phases[0].closes_at if self.flexible else None
        return first or self.closes_at

    @property
    def entry_phases(self) -> range:
        """The numbers of the phases that take entries: all but the final tenders."""
        return range(1, len(self.flexible.phases) if self.flexible else 1)

    def digest_with(self, method: str | None) -> str:
        """What bids are made for and judged by, as one SHA-256.

        It covers lots with their items and terms, their limit, weighted criteria, the method, the phases, what counts
        of the past, and the recall clause.
        """
        lots = [{name: getattr(lot, name) for name in LOT_TERMS} for lot in self.lots]
        rest = {"lot_limit": self.lot_limit, "criteria": self.criteria, "method": method}
        beside: dict[str, Any] = {"framework": self.framework} if self.framework else {}
        beside |= {"flexible": self.flexible} if self.flexible else {}
        beside |= {"recall_clause": self.recall_clause, "past_performance": self.past_performance}
        return digest_of({"lots": lots} | rest | beside)


def must_be_called_off(terms: Terms, under: Under | None) -> None:
    """Raise Unacceptable where the procedure is a call-off's and the notice is none, or the other way round."""
    if terms.procedure.is_call_off != (under is not None):
        raise Unacceptable("/procedure", "Contracts are called off under a framework, and then by no other procedure.")


def _must_be_possible(lot: Lot, path: str) -> None:
    if lot.starts_on and lot.ends_on and lot.ends_on < lot.starts_on:
        raise Unacceptable(f"{path}/ends_on", "A lot cannot end before it starts.")
    if (lot.renewal or lot.extension_months) and not lot.ends_on:
        raise Unacceptable(f"{path}/ends_on", "What may be renewed has a last day without renewal.")
    if (lot.reserved is Reservation.LOCAL_AREA) != bool(lot.reserved_areas):
        raise Unacceptable(f"{path}/reserved_areas", "A lot reserved to a local area names it.")


def _must_differ(names: Sequence[str | None], path: str, sentence: str) -> None:
    for place, name in enumerate(names):
        if name is not None and name in names[:place]:
            raise Unacceptable(path.format(place), sentence.format(name))
