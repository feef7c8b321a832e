"""What inquiries and the debarment list mean for an award and for a signature."""

from collections.abc import Sequence
from datetime import date, datetime

from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.calendar.domain import Duty
from tendering.debarments.domain import Debarment
from tendering.exclusions.domain import Finding, Inquiry
from tendering.obligations.domain import Layer


def gate_of_award(
    inquiries: Sequence[Inquiry], listed: Sequence[Debarment], *, on: date, now: datetime
) -> list[Decision]:
    """Whether one supplier may be given an award, under the law of the day `on`; nothing where nothing is held against
    it. Who is excluded may not, nor anybody whose inquiry is open: it must be considered first (s.26(1)).
    """
    undecided = [f"Whether {each.ground.words} applies is not decided yet." for each in inquiries if each.is_open]
    return _gate("exclusion.award", inquiries, listed, undecided, on=on, now=now)


def gate_of_signature(
    inquiries: Sequence[Inquiry], listed: Sequence[Debarment], *, on: date, now: datetime
) -> list[Decision]:
    """Whether the supplier of an award may be given the contract: only who is excluded by now may not."""
    return _gate("exclusion.signature", inquiries, listed, [], on=on, now=now)


def _gate(
    name: str,
    inquiries: Sequence[Inquiry],
    listed: Sequence[Debarment],
    undecided: Sequence[str],
    *,
    on: date,
    now: datetime,
) -> list[Decision]:
    if not inquiries and not listed:
        return []
    barring = [*(_listed(each) for each in listed if each.is_mandatory()), *_out(inquiries), *undecided]
    weighed = [
        *(f"{_listed(each)} The ground is discretionary." for each in listed if not each.is_mandatory()),
        *(f"{each.ground.words.capitalize()}: {each.finding}." for each in inquiries if not each.disregards),
    ]
    inputs = {
        "inquiries": ", ".join(str(each.id) for each in inquiries),
        "debarments": ", ".join(each.reference for each in listed),
        "commenced_on": on,
    }
    return [rule(name, on=on).decide(not barring, *(barring or weighed), inputs=inputs, now=now)]


def _listed(entry: Debarment) -> str:
    return f"The supplier is on the debarment list since {entry.listed_on} ({entry.reference}: {entry.ground.words})."


def _out(inquiries: Sequence[Inquiry]) -> list[str]:
    return [
        f"{each.ground.words.capitalize()} applies, and the bid is disregarded: {each.reason}"
        for each in inquiries
        if each.finding is Finding.APPLIES and each.disregards
    ]


def duties_of_inquiry(inquiry: Inquiry, supplier: str, *, on: date) -> list[Duty]:
    """What a Minister is to be told of (s.59): who was excluded, or whom a supplier replaced."""
    if inquiry.report_due_on is None:
        return []
    return [
        Duty(
            notice_id=inquiry.notice_id,
            inquiry_id=inquiry.id,
            buyer_id=inquiry.buyer_id,
            code="exclusion_report",
            name="exclusion report",
            layer=Layer.STATUTE,
            source=rule("exclusion.report", on=on).source,
            due=inquiry.report_due_on,
            met_on=inquiry.reported_on,
            waits=False,
            about=f"{inquiry.person or supplier}: {inquiry.ground.words}",
        )
    ]
