"""A contract's life as a line through time."""

from collections.abc import Iterator
from datetime import date

from events import Party
from kernel.money import Money
from pages.shelf import count, day, moment, pounds
from transparency.directory.queries.procurements import ContractFile
from transparency.site.domain import Step

#: What became of the assessment of the period until a day.
ASSESSED = {
    "assessed": "Assessed for the period to {}",
    "set_aside": "Assessment for the period to {} set aside after a dispute",
    "stands": "Assessment for the period to {} stands after a dispute",
}
ENDINGS = {"ended": "Ended", "terminated": "Ended early"}


def timeline_of(file: ContractFile) -> list[Step]:
    """Notice, award, signature, each amendment, end: in order of time."""
    notice, award = file.notice, file.contract.award
    asked = f"{notice.buyer.name} asked for bids until {moment(notice.closes_at)}."
    came = f"{count(award.bids_received, 'bid')} received. Won by {names(award.suppliers)} at {pounds(award.value)}."
    return [
        Step(notice.published_at, "Notice published", asked, f"/notices/{notice.notice_id}"),
        Step(award.decided_at, "Awarded", came),
        *steps_of(file),
    ]


def steps_of(file: ContractFile) -> Iterator[Step]:
    """From the signature on; an amendment tells what it changed."""
    value, ends_on = 0, date.min
    for step in file.steps:
        if step.kind == "signed":
            starts_on = day(file.contract.starts_on)
            yield Step(step.at, "Signed", f"{spelt(step.value)}, from {starts_on} to {day(step.ends_on)}.")
        elif step.kind == "amended":
            changes = [("Value", spelt(value), spelt(step.value)), ("Ends", day(ends_on), day(step.ends_on))]
            yield Step(step.at, "Amended", step.said, changes=[it for it in changes if it[1] != it[2]])
        elif step.kind in ASSESSED and step.day is not None:
            title = ASSESSED[step.kind].format(day(step.day))
            yield Step(step.at, title, step.said)
        else:
            yield Step(step.day or step.at, ENDINGS.get(step.kind, "Ended"), step.said)
        value, ends_on = step.value, step.ends_on


def spelt(pence: int) -> str:
    """Money as a page tells it."""
    return pounds(str(Money(pence)))


def names(parties: list[Party]) -> str:
    """`A, B and C`."""
    *first, last = (party.name for party in parties)
    return f"{', '.join(first)} and {last}" if first else last
