"""Logins beside a service's own: each alone opens a schema of its name, in transactions of its own.

A service has one where some of what it keeps must not be read together with the rest: what one login dumps, the other
cannot. `Settings.logins` names them, `hand_over` gives each its tables, and commands ask for `beside(session, login)`.
"""

from collections.abc import Mapping

from sqlalchemy import event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

from chassis.settings import Settings

ALIEN = text(
    "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname = :schema and c.relkind in ('r', 'p', 'v', 'm') and pg_get_userbyid(c.relowner) <> :login"
)


def beside(session: AsyncSession, login: str) -> AsyncSession:
    """The session of another login, which commits just before this one does, and is rolled back with it.

    They are two transactions: should the server fall silent between their commits, the other's stands and this one's
    does not. So whoever writes in both writes there what may be written again.
    """
    opened: dict[str, AsyncSession] = session.info.setdefault("beside", {})
    if login not in opened:
        engine = session.get_bind().get_execution_options()["logins"][login]
        opened[login] = AsyncSession(engine, expire_on_commit=False)
        tie(session.sync_session, opened[login].sync_session)
    return opened[login]


def tie(first: Session, other: Session) -> None:
    """Have `other` end whenever `first` does, and as it does."""

    def begin(_: Session, transaction: SessionTransaction) -> None:
        if transaction.parent is None:
            first.connection()  # so who waits for one of the few of the other's lacks nothing else

    def commit(_: Session) -> None:
        first.flush()  # what the database refuses here is refused before the other has committed
        other.commit()

    def close(_: Session, transaction: SessionTransaction) -> None:
        if transaction.parent is None:
            other.close()

    event.listen(other, "after_transaction_create", begin)
    event.listen(first, "before_commit", commit)
    event.listen(first, "after_transaction_end", close)


def owners_of(settings: Settings) -> Mapping[str, str]:
    """Whose tables those of each schema are."""
    urls = {"public": settings.database_url, **settings.logins}
    return {schema: str(make_url(url).username) for schema, url in urls.items()}


async def hand_over(connection: AsyncConnection, owners: Mapping[str, str]) -> None:
    """Give each login the tables of its schema, and nobody else a right there, whoever made them.

    The connection's own login must be one that may act for all of them. The schemas become its own: who owns a schema
    can drop what is in it.
    """
    quoted = connection.dialect.identifier_preparer.quote
    for schema, login in owners.items():
        if schema != "public":
            await connection.execute(text(f"alter schema {quoted(schema)} owner to current_user"))
            await connection.execute(text(f"grant all on schema {quoted(schema)} to {quoted(login)}"))
        for table in (await connection.scalars(ALIEN, {"schema": schema, "login": login})).all():
            await connection.execute(text(f"alter table {table} owner to {quoted(login)}"))
