"""How the parts of what is said of an organisation are kept: read and replaced whole, each list as one JSON value."""

from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnClause, Dialect, TypeDecorator, literal_column
from sqlalchemy.dialects.postgresql import JSONB

Part = TypeVar("Part")
#: The words of all names, with the brackets that PostgreSQL repeats, so that migrations can compare it.
WORDS: ColumnClause[Any] = literal_column("string_to_array((search_name || ' ') || search_other_names, ' ')")


class Listed(TypeDecorator[tuple[Part, ...]], Generic[Part]):
    """A list of one kind of dataclass."""

    impl = JSONB
    cache_ok = True

    def __init__(self, kind: type[Part]) -> None:
        super().__init__()
        self.kind = kind
        self._text: TypeAdapter[tuple[Part, ...]] = TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]

    def process_bind_param(self, value: tuple[Part, ...] | None, dialect: Dialect) -> Any:
        return self._text.dump_python(value or (), mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Part, ...]:
        return self._text.validate_python(value or ())
