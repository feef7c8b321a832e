"""The bytes of a file as published: as they are, or out of a gzip or a zip, never more than is reasonable."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from kernel.incoming import Unreadable

#: Register files pack to a tenth of their size. A file that unpacks to more than this is an attack or a mistake.
MOST_TIMES, ANYWAY, MOST_BYTES = 100, 64 * 1024 * 1024, 32 * 1024 * 1024 * 1024
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_BLOCK = 256 * 1024


class Bounded(io.RawIOBase):
    """Unpacked bytes, counted. Raises Unreadable when there are too many or when they are broken."""

    def __init__(self, packed: BinaryIO, most: int) -> None:
        self.packed, self.most, self.count = packed, most, 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Some more bytes."""
        try:
            piece = self.packed.read(len(buffer))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
            raise Unreadable(f"The packed file is broken after {self.count} bytes: {error}.") from error
        self.count += len(piece)
        if self.count > self.most:
            raise Unreadable(f"The file unpacks to more than {self.most} bytes, which no register does.")
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def unpacked(file: BinaryIO) -> Iterator["io.BufferedReader[Any]"]:
    """The content of a seekable file. Raises Unreadable."""
    file.seek(0)
    start = file.read(4)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    most = min(MOST_BYTES, max(ANYWAY, MOST_TIMES * size))
    if start.startswith(_GZIP):
        with gzip.GzipFile(fileobj=file) as packed:
            yield _buffered(cast("BinaryIO", packed), most)
    elif start.startswith(_ZIP):
        with _only_member(file) as member:
            yield _buffered(member, most)
    else:
        plain = io.BufferedReader(cast("io.RawIOBase", file), _BLOCK)
        try:
            yield plain
        finally:
            plain.detach()  # the file stays open


def _buffered(packed: BinaryIO, most: int) -> "io.BufferedReader[Any]":
    return io.BufferedReader(Bounded(packed, most), _BLOCK)


@contextmanager
def _only_member(file: BinaryIO) -> Iterator[BinaryIO]:
    try:
        archive = zipfile.ZipFile(file)
        names = [it for it in archive.namelist() if not it.endswith("/") and not it.startswith("__MACOSX/")]
        if len(names) != 1:
            raise Unreadable(f"A zip holds one file of a register; this one holds {len(names)}.")
        member = archive.open(names[0])
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as error:  # RuntimeError: it asks a password
        raise Unreadable(f"The zip cannot be opened: {error}.") from error
    with archive, member:
        yield cast("BinaryIO", member)
