"""One registry of tables for each service, one kind of instant, one way to open sessions."""

import pkgutil
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, DateTime, Enum, MetaData, TypeDecorator, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import registry

from kernel.errors import Conflict
from kernel.money import Money

NAMES = {
    "ix": "%(column_0_label)s_idx",
    "uq": "%(table_name)s_%(column_0_name)s_key",
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}
# No command waits for ever: what is stuck gives up, and says so, before the client does.
LIMITS = {
    "lock_timeout": "2s",
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "10s",
    "tcp_keepalives_idle": "10",
}

# What takes as long as it takes, until its transaction ends. Older servers know fewer of these.
UNLIMITED = text(
    "select set_config(name, '0', true) from pg_settings where name in "
    "('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')"
)

Value = TypeVar("Value")

#: How many connections a login beside a service's own may open: what it does is rare.
FEW = 4
NO_LOGINS: Mapping[str, str] = MappingProxyType({})

# unique_violation, foreign_key_violation, exclusion_violation: another transaction was quicker.
OVERTAKEN = {"23505", "23503", "23P01"}

plumbing = MetaData(naming_convention=NAMES)
Instant = DateTime(timezone=True)


def word(of: type[StrEnum], *, length: int = 30) -> Enum:
    """A code list, kept as its words: a word that comes later changes no table."""
    return Enum(of, native_enum=False, values_callable=list, length=length)


class Pence(TypeDecorator[Money]):
    """Money that may be missing, in whole pence."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.pence

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        return None if value is None else Money(value)


class Whole(TypeDecorator[Value], Generic[Value]):
    """A dataclass, or a list of them, as one JSON value, written and read whole; its exact numbers are text."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def __init__(self, kind: type[Value]) -> None:
        super().__init__()
        self.kind = kind
        self._json: TypeAdapter[Value] = TypeAdapter(kind)

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> Any:
        return None if value is None else self._json.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Value | None:
        return None if value is None else self._json.validate_python(value)


@cache
def mapper_of(service: str) -> registry:
    """The one registry of a service's tables and mapped classes; two services may both have a table `organisations`."""
    return registry(metadata=MetaData(naming_convention=NAMES))


@cache
def load_tables(service: str) -> None:
    """Map whatever the slices of a service keep, whichever of them is asked first.

    A class is unknown to a session, and a key leads nowhere, until somebody has loaded the module of their tables.
    """
    for slice_ in pkgutil.iter_modules(import_module(service).__path__, f"{service}."):
        if slice_.ispkg and find_spec(f"{slice_.name}.tables"):
            tables = import_module(f"{slice_.name}.tables")
            for part in pkgutil.iter_modules(getattr(tables, "__path__", ()), f"{tables.__name__}."):
                import_module(part.name)


def open_engine(url: str, *, connections: int = 20, logins: Mapping[str, str] = NO_LOGINS) -> AsyncEngine:
    """`url` is `postgresql+asyncpg://…`. A connection that the server has closed is noticed before it is used.

    At most so many `connections`, each opened when it is first needed and kept: one that is let go after the rush costs
    the next rush a login, and every statement its plan. `logins` are the URLs of those that `chassis.logins` opens
    beside it, and go when it goes.
    """
    others = {name: open_engine(other, connections=FEW) for name, other in logins.items()}
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        connect_args={"server_settings": LIMITS, "timeout": 5},
        execution_options={"logins": others},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    for other in others.values():
        event.listen(engine.sync_engine, "engine_disposed", lambda _, it=other.sync_engine: it.dispose())
    return engine


def _refuse_closed(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
    """Have the pool connect anew. Asking the server instead (`pool_pre_ping`) costs three round trips a request."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def sessions_of(engine: AsyncEngine, service: str) -> async_sessionmaker[AsyncSession]:
    """Sessions of `service`, whose objects stay readable after commit."""
    return async_sessionmaker(engine, expire_on_commit=False, info={"service": service})


def is_overtaken(error: IntegrityError) -> bool:
    """Whether another transaction was quicker; whatever else a constraint forbids is our own mistake."""
    return getattr(error.orig, "sqlstate", None) in OVERTAKEN


async def flush_or_conflict(session: AsyncSession, sentence: str) -> None:
    """Send what was added to the database. Raises Conflict with a sentence of the caller's where it is there already.

    Without one, `chassis.transactions` says in general what happened.
    """
    try:
        await session.flush()
    except IntegrityError as error:
        if not is_overtaken(error):
            raise
        raise Conflict(sentence) from error
