"""How pledges, badges and parity look on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalOut, IdIn, Out, Prose, Strict, example
from kernel.logic import word_of
from registry.recognition.domain.badges import Badge, Item, Status
from registry.recognition.domain.parity import Parity, Tally, figure
from registry.recognition.domain.pledges import Pledge, Statement

ValueName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$", examples=["accountability"])]


class PledgeIn(Strict, json_schema_extra=example(evidence={"accountability": [], "dignity": []})):
    """The facts, by id, that stand behind each public value; one without evidence is pledged all the same."""

    evidence: Annotated[dict[ValueName, Annotated[list[IdIn], Field(max_length=50)]], Field(max_length=20)]


class StatementOut(Out):
    """A public value, and the facts behind it that may be relied on today."""

    value: str
    says: str
    evidenced: bool
    facts: list[UUID]

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """As it stands."""
        facts = [fact.id for fact in statement.facts]
        return cls(value=statement.value, says=statement.says, evidenced=statement.is_evidenced, facts=facts)


class PledgeOut(Out):
    """What the organisation has signed."""

    organisation_id: UUID
    signed_at: datetime
    statements: list[StatementOut]
    version: int

    @classmethod
    def of(cls, pledge: Pledge, statements: list[Statement]) -> Self:
        """With each statement as it stands today."""
        return cls(
            organisation_id=pledge.organisation_id,
            signed_at=pledge.signed_at,
            statements=[StatementOut.of(statement) for statement in statements],
            version=pledge.version,
        )


class ItemOut(Out):
    """An item of the checklist, and what it waits for."""

    name: str
    outcome: Literal["yes", "no", "unknown"]
    missing: list[str]

    @classmethod
    def of(cls, item: Item) -> Self:
        """As it stands."""
        return cls(name=item.name, outcome=word_of(item.outcome), missing=[*item.missing])


class ReasonIn(Strict, json_schema_extra=example(reason="Its employees no longer control it.")):
    """Why the badge is to be withdrawn."""

    reason: Prose


class ReplyIn(Strict, json_schema_extra=example(reply="They elect two thirds of the board, as the rules say.")):
    """What the organisation says to that."""

    reply: Prose


class BadgeOut(Out):
    """A badge. That it is to be withdrawn is between the organisation and registrars until it is decided."""

    id: UUID
    organisation_id: UUID
    recognised_on: date
    expires_on: date
    status: Status
    reason: str | None
    reply: str | None
    reply_by: date | None
    version: int

    @classmethod
    def seen(cls, badge: Badge, *, in_confidence: bool) -> Self:
        """As the caller may see it."""
        shown = cls.model_validate(badge)
        if in_confidence or badge.status is not Status.THREATENED:
            return shown
        hidden = {"status": Status.RECOGNISED, "reason": None, "reply": None, "reply_by": None}
        return shown.model_copy(update=hidden)


class ParityAsked(Strict):
    """Between which days bids were received, both included, and by which buyer the lots were awarded."""

    from_: Annotated[DayIn, Field(alias="from")]
    to: DayIn
    buyer: IdIn | None = None


class TallyOut(Out):
    """What one class of bidders offered and won; an offer is a bid for one lot."""

    bidders: int
    offers: int
    wins: int
    win_rate: DecimalOut | None

    @classmethod
    def of(cls, tally: Tally) -> Self:
        """With its rate to four places."""
        return cls(bidders=tally.bidders, offers=tally.offers, wins=tally.wins, win_rate=figure(tally.win_rate))


class ParityOut(Out):
    """User-led bidders beside all others, by what each was on the day it bid; null where nothing can be divided.

    `win_parity` is the one win rate over the other: 1 is parity. Bidders of whom it is unknown are in no ratio.
    """

    user_led: TallyOut
    others: TallyOut
    unknown: TallyOut
    bid_share: DecimalOut | None
    win_share: DecimalOut | None
    win_parity: DecimalOut | None

    @classmethod
    def of(cls, found: Parity) -> Self:
        """With its ratios to four places."""
        return cls(
            user_led=TallyOut.of(found.user_led),
            others=TallyOut.of(found.others),
            unknown=TallyOut.of(found.unknown),
            bid_share=figure(found.bid_share),
            win_share=figure(found.win_share),
            win_parity=figure(found.win_parity),
        )
