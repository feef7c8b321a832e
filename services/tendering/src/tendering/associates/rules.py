"""Who is looked up for a bid, what is held against each of them, and whether an award may follow."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.names import name_key
from rulebook.decisions import Decision
from rulebook.exclusions import first_day_counted
from rulebook.rules import rule
from tendering.associates.domain import Associate, Checked, Held, Matter, Source
from tendering.debarments.domain import Debarment
from tendering.envelopes.domain import Envelope
from tendering.exclusions.domain import About, Finding, Inquiry


def associates_of(
    envelope: Envelope, bidder_id: UUID, names: Mapping[UUID, str], asked: Sequence[Inquiry]
) -> list[Associate]:
    """Whom the bid names, and who took the place of one of them; `asked` are the inquiries into its bidder."""
    members = [
        Associate(about=About.ASSOCIATED_PERSON, name=names[each.organisation_id], organisation_id=each.organisation_id)
        for each in envelope.consortium
        if each.organisation_id != bidder_id
    ]
    workers = [
        Associate(about=About.SUBCONTRACTOR, name=each.name, organisation_id=each.organisation_id)
        for each in envelope.subcontractors
    ]
    newcomers = [
        Associate(about=each.about, name=each.replacement, organisation_id=each.replacement_id)
        for each in asked
        if each.finding is Finding.REPLACED and each.replacement is not None
    ]
    return members + workers + newcomers


def listed(entry: Debarment, name: str) -> Held:
    """What an entry of the debarment list holds against an organisation."""
    return Held(
        name=name,
        organisation_id=entry.organisation_id,
        ground=entry.ground,
        is_mandatory=entry.is_mandatory(),
        source=Source.DEBARMENT,
        reference=entry.reference,
        since=entry.listed_on,
    )


def found_before(inquiry: Inquiry, name: str, *, on: date, commenced_on: date) -> Held | None:
    """What an authority found that applies, of a supplier or of whom one named; None once it is too long ago."""
    first = first_day_counted(inquiry.ground, inquiry.occurred_on, on=on, commenced_on=commenced_on)
    if inquiry.finding is not Finding.APPLIES or (first is not None and inquiry.occurred_on < first):
        return None
    return Held(
        name=inquiry.person or name,
        organisation_id=inquiry.concerns,
        ground=inquiry.ground,
        is_mandatory=inquiry.ground.is_mandatory(on=commenced_on),
        source=Source.INQUIRY,
        reference=str(inquiry.id),
        since=inquiry.occurred_on,
    )


def matters_of(associates: Sequence[Associate], held: Sequence[Held], asked: Sequence[Inquiry]) -> list[Matter]:
    """All that is held against them; `asked` are the inquiries into their bidder, which answer and raise nothing."""
    answers = {str(each.id) for each in asked}
    return [
        Matter(associate=associate, held=each, inquiry=_heard(associate, each, asked))
        for associate in associates
        for each in held
        if each.reference not in answers and associate.may_be(each)
    ]


def _heard(associate: Associate, held: Held, asked: Sequence[Inquiry]) -> Inquiry | None:
    """The latest inquiry about the associate on that ground, begun since it is held against it."""
    fitting = [
        each
        for each in asked
        if each.ground is held.ground and _concerns(each, associate, held) and day_of(each.notified_at) >= held.since
    ]
    return fitting[-1] if fitting else None


def _concerns(inquiry: Inquiry, associate: Associate, held: Held) -> bool:
    if inquiry.about is About.SUPPLIER or inquiry.person is None:
        return False
    if inquiry.organisation_id is not None:
        return inquiry.organisation_id in {associate.organisation_id, held.organisation_id}
    return name_key(inquiry.person) in {name_key(associate.name), name_key(held.name)}


def gate_of_associates(checked: Sequence[Checked], *, on: date, only_mandatory: bool, now: datetime) -> list[Decision]:
    """Whether a bidder was heard on everything that is held against whom its bids name; nothing where they name nobody.

    After the award `only_mandatory` grounds hold the signature.
    """
    named = sorted({each.name for it in checked for each in it.associates})
    if not named:
        return []
    matters = [each for it in checked for each in it.matters if each.held.is_mandatory or not only_mandatory]
    barring = list(dict.fromkeys(each.unsettled for each in matters if each.unsettled is not None))
    passed = f"{len(named)} beside the bidder looked up; of what is held against them nothing is undecided."
    inputs = {
        "associates": ", ".join(named),
        "matters": ", ".join(sorted({each.held.reference for each in matters})),
        "commenced_on": on,
    }
    return [rule("exclusion.associates", on=on).decide(not barring, *(barring or [passed]), inputs=inputs, now=now)]
