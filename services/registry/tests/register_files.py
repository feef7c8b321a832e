"""Register files, sent in as a registrar sends them and read as the worker reads them."""

import gzip
import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chassis.incoming.reading import CHUNK
from chassis.testing import ServiceUnderTest
from kernel.incoming import PART
from registry.imports.commands.reading import read_next

IMPORTS = "/registry/v1/imports"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
REAL = Path(__file__).parents[4] / "shared/standards/data/registers"
needs_real_files = pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not there: no real files to read")


def zipped(content: bytes, *names: str) -> bytes:
    """A zip with this content under each name; always the same bytes, since tests are named by them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def gzipped(content: bytes) -> bytes:
    """The content, as a gzip."""
    return gzip.compress(content, mtime=0)


async def announced(registry: ServiceUnderTest, content: bytes, filename: str, **changes: Any) -> str:
    """The id of an import of which nothing has come yet."""
    registrar = registry.client("registrar")
    said = {"filename": filename, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()} | changes
    answer = await registrar.post(IMPORTS, json=said)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def sent(registry: ServiceUnderTest, content: bytes, filename: str, **changes: Any) -> str:
    """The id of an import all of which has come."""
    import_id = await announced(registry, content, filename, **changes)
    registrar = registry.client("registrar")
    for part in range(-(-len(content) // PART)):
        piece = content[part * PART : (part + 1) * PART]
        answer = await registrar.put(f"{IMPORTS}/{import_id}/parts/{part}", content=piece)
        assert answer.status_code == 200, answer.text
    return import_id


async def imported(registry: ServiceUnderTest, content: bytes | str, filename: str, chunk: int = CHUNK) -> Any:
    """What became of a file that was read to its end."""
    import_id = await begun(registry, content.encode() if isinstance(content, str) else content, filename)
    assert await read_next(registry.sessions, registry.app.state.store, NOW, chunk)
    return (await registry.client("registrar").get(f"{IMPORTS}/{import_id}")).json()


async def begun(registry: ServiceUnderTest, content: bytes, filename: str) -> str:
    """The id of an import that waits to be read."""
    import_id = await sent(registry, content, filename)
    answer = await registry.client("registrar").post(f"{IMPORTS}/{import_id}/begin")
    assert answer.status_code == 200, answer.text
    return import_id


def counts(outcome: Any) -> tuple[int, int, int, int]:
    """Read, accepted, merged, rejected."""
    return outcome["read"], outcome["accepted"], outcome["merged"], outcome["rejected"]
