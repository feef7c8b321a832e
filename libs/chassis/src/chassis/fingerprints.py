"""What a projection was built with: when this changes, what it built may be wrong, and a rebuild is asked for."""

import ast
import hashlib
import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateTable

POSTGRESQL = PGDialect()  # type: ignore[no-untyped-call]


class Made(Protocol):
    """A projection's specification, as far as it decides what is built."""

    @property
    def handlers(self) -> Mapping[Any, Callable[..., Any]]: ...
    @property
    def tables(self) -> Sequence[Table]: ...
    @property
    def derive(self) -> Callable[..., Any] | None: ...


def fingerprint(made: Made) -> str:
    """A digest of the handlers' modules, the event types and the tables. Comments and layout do not count."""
    functions = [*made.handlers.values(), *([made.derive] if made.derive else [])]
    modules = sorted({inspect.unwrap(function).__module__ for function in functions})
    words = sorted(kind.type for kind in made.handlers)
    tables = [str(CreateTable(table).compile(dialect=POSTGRESQL)) for table in made.tables]
    return hashlib.sha256("\0".join([*map(_code, modules), *words, *tables]).encode()).hexdigest()


@cache
def _code(module: str) -> str:
    return ast.dump(ast.parse(inspect.getsource(sys.modules[module])))
