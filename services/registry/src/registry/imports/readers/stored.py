"""A file in the store: its parts as one, read where one looks."""

import io
from typing import cast
from uuid import UUID

import obstore
from obstore.store import ObjectStore

from registry.imports.domain import PART

_AT_ONCE = 1024 * 1024


def path_of(import_id: UUID, part: int) -> str:
    """Where a part lies."""
    return f"imports/{import_id}/{part:06}"


class Stored(io.RawIOBase):
    """The bytes of an import, seekable. Reading blocks: not for the event loop."""

    def __init__(self, store: ObjectStore, import_id: UUID, size: int) -> None:
        self.store, self.import_id, self.size, self.place = store, import_id, size, 0

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
        path = path_of(self.import_id, part)
        buffer[:length] = memoryview(obstore.get_range(self.store, path, start=start, length=length))
        self.place += length
        return length


def stored_file(store: ObjectStore, import_id: UUID, size: int) -> io.BufferedReader:
    """The same, a megabyte at a time."""
    return io.BufferedReader(cast("io.RawIOBase", Stored(store, import_id, size)), _AT_ONCE)
