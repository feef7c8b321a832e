"""How phases are kept: with the notice that declares them."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

from tendering.procedures.domain import FlexibleProcedure

DECLARED = TypeAdapter(FlexibleProcedure)


class Phased(TypeDecorator[FlexibleProcedure]):
    """A flexible procedure as one JSON object: it is read and replaced whole."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: FlexibleProcedure | None, dialect: Dialect) -> Any:
        return None if value is None else DECLARED.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> FlexibleProcedure | None:
        return None if value is None else DECLARED.validate_python(value)
