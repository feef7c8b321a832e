"""What the law says of another round, and what an earlier bid comes to in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from kernel.errors import RuleBroken
from rulebook.decisions import Decision
from rulebook.open_frameworks import ends_with_the_whole, terms_are_the_same
from tendering.envelopes.domain import Envelope
from tendering.frameworks.domain import Scheme, last_on
from tendering.frameworks.rules import whole_ends_on
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on
from tendering.terms.domain import Lot

#: What the rounds of an open framework have in common; prices, terms and what is called off beside that may move.
COMMON = ("category", "regime", "cpv")
AGREED = ("call_off", "mechanism", "buyers", "core_terms", "pricing")


def rules_of_reopening(scheme: Scheme, notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """Whether the round ends with the whole, and how far its terms are those of the first. Raises RuleBroken where
    nothing was awarded yet that could be awarded anew.
    """
    ends_on = whole_ends_on(scheme, now=now)
    if not scheme.rounds:
        raise RuleBroken("The open framework is not awarded yet: nobody has signed it.")
    on = commenced_on(scheme.first, now=now)
    found = [terms_are_the_same(differences(scheme.first, notice), on=on, now=now)]
    if ends_on is not None:
        lasts = [last_on(lot) for lot in notice.lots]
        found.append(ends_with_the_whole(lasts, ends_on, on=on, now=now))
    return found


def differences(first: Notice, notice: Notice) -> list[str]:
    """The terms that are others than in the first round, by their names."""
    others = [name for name in COMMON if getattr(first, name) != getattr(notice, name)]
    others += [name for name in AGREED if getattr(first.framework, name) != getattr(notice.framework, name)]
    if [each.name for each in first.criteria] != [each.name for each in notice.criteria]:
        others.append("criteria")
    if sorted(map(named, first.lots)) != sorted(map(named, notice.lots)):
        others.append("lots")
    return others


def named(lot: Lot) -> str:
    """What a lot is known by from round to round."""
    return lot.reference or lot.title.casefold()


def carried_over(envelope: Envelope, earlier: Notice, notice: Notice) -> Envelope:
    """An earlier bid as one for the lots of the same names. Raises RuleBroken for a lot that is not there any more."""
    names = {lot.id: named(lot) for lot in earlier.lots}
    lots = {named(lot): lot.id for lot in notice.lots}
    gone = sorted(name for lot_id, name in names.items() if lot_id in envelope.lots and name not in lots)
    if gone:
        raise RuleBroken(f"This round has no lot {gone[0]!r} any more: make another bid.")

    def now_called(ids: Sequence[UUID]) -> tuple[UUID, ...]:
        return tuple(lots[names[each]] for each in ids)

    return replace(
        envelope,
        offers=tuple(replace(each, lot_id=lots[names[each.lot_id]]) for each in envelope.offers),
        consortium=tuple(replace(each, lots=now_called(each.lots)) for each in envelope.consortium),
        subcontractors=tuple(replace(each, lots=now_called(each.lots)) for each in envelope.subcontractors),
    )
