"""How the figures of petitions look on the wire: shares of one as text, so that they stay exact."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, Out, Strict, example
from kernel.rounding import half_up
from ratings.thresholds.domain import Choice, Figures

SHARE = r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$"
#: A part of a whole, such as `0.05`.
ShareIn = Annotated[str, Field(pattern=SHARE, examples=["0.05"])]
Days = Annotated[int, Field(ge=1, le=366)]
People = Annotated[int, Field(ge=0, le=10_000_000)]


#: What is left out stays as the platform has it; unlike null, which takes a figure out of play.
LEFT_OUT: Any = Field(default_factory=type(None))


class FiguresIn(Strict):
    """What an authority chose. What is left out stays as the platform has it, and null plays no part."""

    investigation_share: ShareIn = LEFT_OUT
    investigation_count: People | None = LEFT_OUT
    investigation_least: People = LEFT_OUT
    investigation_most_share: ShareIn | None = LEFT_OUT
    response_share: ShareIn | None = LEFT_OUT
    response_least: People = LEFT_OUT
    response_working_days: Days = LEFT_OUT
    petition_share: ShareIn = LEFT_OUT
    ballot_turnout: ShareIn = LEFT_OUT
    ballot_majority_over: ShareIn = LEFT_OUT
    sponsors: People = LEFT_OUT
    open_days: Days = LEFT_OUT
    roll_minimum: People = LEFT_OUT
    repeat_months: Annotated[int, Field(ge=0, le=120)] = LEFT_OUT
    lead_working_days: Days = LEFT_OUT
    findings_working_days: Days = LEFT_OUT

    def over(self, platform: Figures) -> Figures:
        """The platform's figures, but for those that were chosen."""
        chosen = {name: getattr(self, name) for name in self.model_fields_set}
        figures = platform.as_text() | {name: str(figure) for name, figure in chosen.items()}
        return Figures.from_text({name: it for name, it in figures.items() if chosen.get(name, it) is not None})


class ChoiceIn(
    Strict,
    json_schema_extra=example(
        valid_from="2027-06-30", figures={"petition_share": "0.20", "sponsors": 0, "open_days": 42}
    ),
):
    """From this day on, your petitions run by these figures."""

    valid_from: DayIn
    figures: FiguresIn


class FiguresOut(Out):
    """The figures, those that play no part left null; shares to six decimals."""

    investigation_share: str
    investigation_count: int | None
    investigation_least: int
    investigation_most_share: str | None
    response_share: str | None
    response_least: int
    response_working_days: int
    petition_share: str
    ballot_turnout: str
    ballot_majority_over: str
    sponsors: int
    open_days: int
    roll_minimum: int
    repeat_months: int
    lead_working_days: int
    findings_working_days: int

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """As decimals."""
        shown = {name: getattr(figures, name) for name in cls.model_fields}
        return cls(**{name: str(half_up(it, 6)) if isinstance(it, Fraction) else it for name, it in shown.items()})


class ChoiceOut(Out):
    """The figures that an authority set."""

    id: UUID
    buyer_id: UUID
    valid_from: date
    figures: FiguresOut

    @classmethod
    def of(cls, choice: Choice) -> Self:
        """As everybody may read them."""
        return cls(
            id=choice.id, buyer_id=choice.buyer_id, valid_from=choice.valid_from, figures=FiguresOut.of(choice.figures)
        )
