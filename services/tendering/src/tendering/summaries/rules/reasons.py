"""Why a bid has its points for a criterion: what was written beside the marks, or what they are counted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from kernel.rounding import half_up
from tendering.criteria.domain import PANELS, SCALE, Criterion, Source
from tendering.evaluation.domain import Scored
from tendering.evaluation.rules.results import LotResult
from tendering.marks.domain import Mark, Moderation
from tendering.track_records.domain import Evidence


@dataclass(frozen=True)
class Written:
    """What members of panels wrote beside their marks, and the buyer where it moderated one."""

    marks: Sequence[Mark]
    moderations: Sequence[Moderation]


def reasons(result: LotResult, line: Scored, criterion: Criterion, written: Written) -> tuple[str, ...]:
    """Why a bid of the table has its points."""
    if criterion.source in PANELS:
        found = rationales(result, UUID(line.entry.bid), criterion.name, written)
    else:
        found = (counted_from(result, line, criterion),)
    return (*found, by_delivery(line)) if criterion.times_delivery else found


def rationales(result: LotResult, bid_id: UUID, criterion: str, written: Written) -> tuple[str, ...]:
    """What was written beside the marks that counted, and beside those that count in their place."""
    able = frozenset[UUID]().union(*(panel.ids for panel in result.panels.values()))
    moderated = [each for each in written.moderations if each.counts]
    said = [(each, each.rationale) for each in written.marks] + [(each, each.explanation) for each in moderated]
    of_the_bid = (result.lot_id, bid_id, criterion)
    return tuple(
        sorted(
            words
            for each, words in said
            if (each.lot_id, each.bid_id, each.criterion) == of_the_bid and each.member_id in able
        )
    )


def counted_from(result: LotResult, line: Scored, criterion: Criterion) -> str:
    """In words, what nobody marked and everybody can count again."""
    entry = line.entry
    if criterion.source is Source.PRICE:
        lowest = min(other.entry.price for other in result.table)
        return f"Its price is £{entry.price}; full points go to the lowest, £{lowest}, others in proportion."
    if criterion.source is Source.DECLARED:
        promised, most = entry.declared.get(criterion.name, Fraction(0)), Fraction(criterion.scale_maximum or SCALE)
        of = f"{shown(most)} {criterion.unit or criterion.metric or ''}".strip()
        return f"It commits itself to {shown(promised)} of the {of} that have full points."
    if criterion.source is Source.USER_RATING:
        return f"What users had said of it by the deadline scores {shown(entry.rating)} of {SCALE}."
    known = {str(each.offered.bid_id): each.record for each in result.bids}[entry.bid]
    scores = f"scores {shown(entry.past_performance)} of {SCALE}"
    if known is None or known.evidence is Evidence.NONE:
        return f"Nothing that counts was known of it by the deadline; it {scores}, as the notice presumes."
    return f"How buyers had assessed it by the deadline {scores}."


def by_delivery(line: Scored) -> str:
    """What the score was multiplied by, where the notice says so."""
    share = shown(line.entry.delivery)
    if line.entry.no_evidence:
        return f"That counts times {share}: nothing is known yet of how it keeps such promises."
    return f"That counts times {share}: how far it kept such promises of late."


def shown(number: Fraction | None) -> str:
    """To two places, as a sentence has it."""
    return f"{half_up(number or Fraction(0), 2).normalize():f}"
