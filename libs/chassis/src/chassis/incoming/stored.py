"""A file in the store: its parts as one, read where one looks."""

import hashlib
import io
from typing import cast
from uuid import UUID

import obstore
from obstore.store import ObjectStore

from kernel.incoming import PART, IncomingFile, Unreadable

_AT_ONCE = 1024 * 1024


def path_of(file_id: UUID, part: int) -> str:
    """Where a part lies."""
    return f"imports/{file_id}/{part:06}"


class Stored(io.RawIOBase):
    """The bytes of a file, seekable. Reading blocks: not for the event loop."""

    def __init__(self, store: ObjectStore, file_id: UUID, size: int) -> None:
        self.store, self.file_id, self.size, self.place = store, file_id, size, 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go there."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        self.place = start + offset
        return self.place

    def tell(self) -> int:
        """Where the next byte is read."""
        return self.place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """What is left of this part, as far as it fits."""
        part, start = divmod(self.place, PART)
        length = min(len(buffer), PART - start, self.size - self.place)
        if length <= 0:
            return 0
        path = path_of(self.file_id, part)
        buffer[:length] = memoryview(obstore.get_range(self.store, path, start=start, length=length))
        self.place += length
        return length


class Ahead(io.BufferedReader):
    """Reads a megabyte ahead also for whoever wants little at once.

    The standard's `read1` goes past its own buffer: a reader of text would go to the store for every 8 KiB.
    """

    def read1(self, size: int = -1) -> bytes:
        """At most so many bytes, and none only at the end."""
        self.peek(1)
        return super().read1(size)


def stored_file(store: ObjectStore, file_id: UUID, size: int) -> io.BufferedReader:
    """The same, a megabyte at a time."""
    return Ahead(cast("io.RawIOBase", Stored(store, file_id, size)), _AT_ONCE)


def must_be_whole(file: io.BufferedReader, digest: str) -> None:
    """Raises Unreadable unless the file is the one that was announced."""
    found = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_AT_ONCE):
        found.update(piece)
    if found.hexdigest() != digest:
        raise Unreadable("The file is not the one that was announced: its SHA-256 differs. Nothing was read.")


async def forget(store: ObjectStore, read: IncomingFile) -> None:
    """A file that was read is not kept: who wants it again asks its publisher."""
    await obstore.delete_async(store, [path_of(read.id, part) for part in range(read.parts)])
