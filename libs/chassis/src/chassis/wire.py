"""How values look on the wire: the types from which every service builds what it takes and what it gives."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.config import JsonDict

from kernel.cpv import parse_cpv
from kernel.money import Money, SignedMoney
from kernel.orgids import parse_org_id
from kernel.text import clean

AMOUNT = r"^(0|[1-9][0-9]{0,11})\.[0-9]{2}$"
SIGNED_AMOUNT = r"^-?(0|[1-9][0-9]{0,11})\.[0-9]{2}$"
# Nobody lives further than fourteen hours from UTC.
INSTANT = re.compile(
    r"(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)", re.ASCII
)
DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)
UUID_TEXT = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
WHOLE = re.compile(r"-?(0|[1-9]\d{0,18})", re.ASCII)


class Strict(BaseModel):
    """What a client sends: nothing unknown, nothing coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def example(**body: JsonValue) -> JsonDict:
    """A body that works, for the documentation: `class NoticeIn(Strict, json_schema_extra=example(title=…))`."""
    return {"examples": [body]}


class Out(BaseModel):
    """What a client is given, read off the domain's own objects."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


def _spelt(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    """Text must be spelt so; values that are no text go on to the type's own check."""

    def check(value: object) -> object:
        if isinstance(value, (int, float)) or (isinstance(value, str) and pattern.fullmatch(value) is None):
            raise ValueError(f"It should look like {example}")
        return value

    return BeforeValidator(check)


def _digits(value: object) -> object:
    # A query parameter is text; pydantic would read `1_000` and digits of other scripts as numbers too.
    if isinstance(value, bool) or (isinstance(value, str) and WHOLE.fullmatch(value) is None):
        raise ValueError("It should be a whole number")
    return value


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValueError("It should be a number")
    return value


def places(most: int) -> AfterValidator:
    """Beside `DecimalIn`: at most so many decimal places."""

    def check(number: Decimal) -> Decimal:
        if round(number, most) != number:
            raise ValueError(f"It should have at most {most} decimal places")
        return number

    return AfterValidator(check)


def _shown(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _org_id(text: str) -> str:
    return str(parse_org_id(text))


def _signed(text: str) -> str:
    return str(SignedMoney.parse(text))


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


#: An amount of pounds as text, `1720000.00`; `Money.parse` reads it.
AmountIn = Annotated[str, Field(pattern=AMOUNT, examples=["1720000.00"])]
#: The same where it may be below zero; `SignedMoney.parse` reads it.
SignedAmountIn = Annotated[str, Field(pattern=SIGNED_AMOUNT, examples=["-12.50"]), AfterValidator(_signed)]
AmountOut = Annotated[
    Money, PlainSerializer(str), WithJsonSchema({"type": "string", "pattern": AMOUNT, "examples": ["1720000.00"]})
]
SignedAmountOut = Annotated[
    SignedMoney,
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": SIGNED_AMOUNT, "examples": ["-12.50"]}),
]
#: An instant with its offset, kept in UTC.
InstantIn = Annotated[
    AwareDatetime,
    Field(strict=False, examples=["2026-11-25T12:00:00Z"], json_schema_extra={"pattern": f"^{INSTANT.pattern}$"}),
    _spelt(INSTANT, "2026-11-25T12:00:00Z"),
    AfterValidator(_utc),
]
#: A calendar day.
DayIn = Annotated[
    date,
    Field(strict=False, examples=["2026-11-25"], json_schema_extra={"pattern": f"^{DAY.pattern}$"}),
    _spelt(DAY, "2026-11-25"),
]
#: An identifier, in the one spelling that has hyphens.
IdIn = Annotated[UUID, Field(strict=False), _spelt(UUID_TEXT, "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b")]
#: A line of text that shows something: no control characters, no lone surrogates, NFC.
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(clean)]
#: Paragraphs.
Prose = Annotated[str, Field(min_length=1, max_length=10_000), AfterValidator(lambda text: clean(text, lines=True))]
#: An organisation's identifier in a register, in its one spelling.
OrgIdIn = Annotated[str, Field(min_length=4, max_length=140, examples=["GB-CHC-1090095"]), AfterValidator(_org_id)]
#: A code of the Common Procurement Vocabulary, kept without its check digit.
CpvIn = Annotated[
    str,
    Field(pattern=r"^[0-9]{8}(-[0-9])?$", examples=["85311000-2"]),
    AfterValidator(parse_cpv),
]
#: An exact number. JSON's own numbers are read by their digits, never as binary fractions.
DecimalIn = Annotated[
    Decimal,
    Field(strict=False, allow_inf_nan=False),
    BeforeValidator(_number),
    WithJsonSchema({"type": "number"}),
]
DecimalOut = Annotated[Decimal, PlainSerializer(_shown, return_type=float), WithJsonSchema({"type": "number"})]
#: A whole number that a column can hold, never negative.
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
#: Beside `Query` of an int: only ASCII digits, as everybody reads them.
Digits = BeforeValidator(_digits)


class MoneyIn(Strict):
    """Money as a client sends it; pounds are the only currency."""

    amount: AmountIn
    currency: Literal["GBP"] = "GBP"

    def parsed(self) -> Money:
        """The amount as the domain counts it."""
        return Money.parse(self.amount)


class SignedMoneyIn(Strict):
    """Money that may be below zero, as a client sends it."""

    amount: SignedAmountIn
    currency: Literal["GBP"] = "GBP"

    def parsed(self) -> SignedMoney:
        """The amount as the domain counts it."""
        return SignedMoney.parse(self.amount)


def _as_sent(value: Any) -> Any:
    return {"amount": str(value), "currency": "GBP"} if isinstance(value, (Money, SignedMoney)) else value


class MoneyShown(Out):
    """Money as a client reads it."""

    amount: Annotated[str, Field(pattern=SIGNED_AMOUNT)]
    currency: Literal["GBP"] = "GBP"


#: `Money` or `SignedMoney`, shown as `{"amount": "1720000.00", "currency": "GBP"}`.
MoneyOut = Annotated[MoneyShown, BeforeValidator(_as_sent)]
