"""How a direct award is asked for on the wire."""

from typing import Annotated

from pydantic import Field

from chassis.wire import MoneyIn, Prose, Strict, example


class DirectAwardIn(
    Strict,
    json_schema_extra=example(
        value={"amount": "1720000.00", "currency": "GBP"},
        reason="Nobody else has said that it could run the homes.",
    ),
):
    """What the contract is worth, and why it is awarded; to whom, the notice has said.

    `standstill_working_days` announces a standstill where the law asks for none, or a longer one; it then binds.
    """

    value: MoneyIn
    reason: Prose
    standstill_working_days: Annotated[int, Field(ge=1, le=60)] | None = None
