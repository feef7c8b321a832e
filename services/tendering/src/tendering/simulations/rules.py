"""A competition as it would be, and who would win it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from tendering.criteria.domain import Criterion
from tendering.evaluation.domain import Entry, Scored
from tendering.evaluation.rules.results import Materials, Offered
from tendering.evaluation.rules.scores import score_table
from tendering.notices.domain import Notice
from tendering.prices.domain import Finding
from tendering.simulations.domain import Imagined, Supposed
from tendering.terms.domain import LotLimit


def must_fit(supposed: Supposed, notice: Notice, materials: Sequence[Materials]) -> None:
    """Raise Unacceptable for a bid, a price or a lot that is not of this competition."""
    offered = {(each.bid_id, lot.lot_id) for lot in materials for each in lot.offers}
    bids = {bid for bid, _ in offered}
    if not supposed.left_out <= bids:
        raise Unacceptable("/left_out", "Each must be a bid for this notice.")
    if not supposed.put_back <= bids:
        raise Unacceptable("/put_back", "Each must be a bid for this notice.")
    if not supposed.prices.keys() <= offered:
        raise Unacceptable("/prices", "Each must be of a bid and a lot that it was made for.")
    must_be_of(supposed.limit, notice)


def must_be_of(limit: LotLimit | None, notice: Notice) -> None:
    """Raise Unacceptable for a limit on lots that the notice has not."""
    if limit is not None and not set(limit.lots) <= {lot.reference for lot in notice.lots}:
        raise Unacceptable("/lot_limit/lots", "Each must be the reference of a lot of this notice.")


def weighed(criteria: Sequence[Criterion], supposed: Supposed) -> list[Criterion]:
    """The criteria with other weights. Raises Unacceptable for the weight of a criterion that is not there."""
    names = {each.name for each in criteria}
    if not supposed.weights.keys() <= names:
        raise Unacceptable("/weights", "Each must be a criterion of this notice.")
    return [replace(each, weight=supposed.weights.get(each.name, each.weight)) for each in criteria]


def as_supposed(lot: Materials, supposed: Supposed) -> Materials:
    """What one lot would be judged from."""
    offers = [_offered(each, lot.lot_id, supposed) for each in lot.offers if each.bid_id not in supposed.left_out]
    explained = dict.fromkeys(supposed.put_back, Finding.DEMONSTRATED)
    evidence = replace(
        lot.evidence,
        criteria=weighed(lot.evidence.criteria, supposed),
        findings={**lot.evidence.findings, **explained},
    )
    return Materials(lot.lot_id, offers, evidence)


def as_called_off(lot: Materials, able: Collection[UUID], criteria: Sequence[Criterion]) -> Materials:
    """What a competition under a framework's lot would be judged from, if whoever is `able` to bid bid as for its seat.

    What was found about prices then is asked anew; marks stand for criteria of the same name.
    """
    offers = [each for each in lot.offers if each.bidder_id in able]
    return Materials(lot.lot_id, offers, replace(lot.evidence, criteria=criteria, findings={}))


def _offered(each: Offered, lot_id: UUID, supposed: Supposed) -> Offered:
    priced = replace(each, price=supposed.prices.get((each.bid_id, lot_id), each.price))
    if each.bid_id not in supposed.put_back:
        return priced
    return replace(priced, refused_because=None, excluded_because=None, is_in_question=False)


def imagined_tables(
    notice: Notice, bids: Sequence[Imagined], supposed: Supposed, *, now: datetime
) -> dict[UUID, Sequence[Scored]]:
    """The score tables of bids that nobody made. Raises Unacceptable for a bid for no lot of the notice."""
    if not {each.lot_id for each in bids} <= {lot.id for lot in notice.lots}:
        raise Unacceptable("/bids", "Each must be for a lot of this notice.")
    if len({(each.bid_id, each.lot_id) for each in bids}) < len(bids):
        raise Unacceptable("/bids", "A bid is for a lot once.")
    criteria = weighed(notice.criteria, supposed)
    entries = {lot.id: [_entry(each, now) for each in bids if each.lot_id == lot.id] for lot in notice.lots}
    return {lot: score_table(criteria, found) for lot, found in entries.items() if found}


def _entry(bid: Imagined, now: datetime) -> Entry:
    return Entry(
        bid=str(bid.bid_id),
        bidder=str(bid.bidder_id),
        price=bid.price,
        submitted_at=now,
        declared={name: Fraction(value) for name, value in bid.declared.items()},
        rating=None if bid.rating is None else Fraction(bid.rating),
        past_performance=None if bid.past_performance is None else Fraction(bid.past_performance),
        marks={name: Fraction(value) for name, value in bid.marks.items()},
    )
