"""Spend files, sent in as a council or the platform's people send them, and read as the worker reads them."""

import hashlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chassis.incoming.reading import CHUNK, read_next
from chassis.testing import ServiceUnderTest
from events.registry import OrganisationFacts, OrganisationRegistered
from kernel.incoming import PART
from tendering.takedowns.commands.withholding import key_under, withholding

SPEND_FILES = "/tendering/v1/spend-files"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HEADING = "Supplier Name,Payment Date,Transaction Number,Amount\n"


async def announced(client: Any, content: bytes, filename: str, **said: Any) -> str:
    """The id of an import of which nothing has come yet."""
    digest = hashlib.sha256(content).hexdigest()
    asked = {"filename": filename, "size": len(content), "sha256": digest, **said}
    answer = await client.post(SPEND_FILES, json=asked)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def begun(client: Any, content: bytes | str, filename: str, **said: Any) -> Any:
    """An import all of which has come."""
    raw = content.encode() if isinstance(content, str) else content
    import_id = await announced(client, raw, filename, **said)
    for part in range(-(-len(raw) // PART)):
        path = f"{SPEND_FILES}/{import_id}/parts/{part}"
        answer = await client.put(path, content=raw[part * PART : (part + 1) * PART])
        assert answer.status_code == 200, answer.text
    answer = await client.post(f"{SPEND_FILES}/{import_id}/begin")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def imported(
    tendering: ServiceUnderTest,
    content: bytes | str,
    filename: str = "april.csv",
    *,
    client: Any = None,
    chunk: int = CHUNK,
    **said: Any,
) -> Any:
    """What became of a file that was read to its end."""
    client = client or tendering.client("platform_admin")
    coming = await begun(client, content, filename, **said)
    kind = withholding(key_under(tendering.app.state.settings.secret.get_secret_value()), tendering.app.state.store)
    await read_next(tendering.sessions, tendering.app.state.store, kind, NOW, chunk)
    return (await client.get(f"{SPEND_FILES}/{coming['id']}")).json()


def counts(outcome: Any) -> tuple[int, ...]:
    """Read, accepted, rejected, quarantined, not rows."""
    names = ("read", "accepted", "rejected", "quarantined", "not_rows")
    return tuple(outcome[name] for name in names)


def organisation_registered(number: UUID, name: str, *, roles: list[str] | None = None) -> OrganisationRegistered:
    """The register tells of an organisation."""
    facts = OrganisationFacts(id=number, name=name, roles=roles or ["provider"], source="self")
    return OrganisationRegistered(occurred_at=NOW, organisation=facts)
