"""Lines of text out of bytes: UTF-8, or Windows-1252 where a line is not."""

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from kernel.incoming import Unreadable

LONGEST = 1024 * 1024  # bytes of one line
NO_CHARACTER = "\ufffd"
_BOM, _UTF_16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


class Lines:
    """An iterator that knows which lines it gave since the last record, and can give them again.

    Each line is decoded by itself: registers publish Windows-1252 to this day, and some mix the two. A line that is
    neither, or holds NUL, sets `broken`. Raises Unreadable for what is no text at all.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self.raw = raw
        self.number = 0  # of the line given last, from 1
        self.given: list[str] = []  # since the last `record_ends`
        self.again: deque[str] = deque()
        self.broken = False
        self.ended = True  # whether the line given last had its line end

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else self.fresh()
        self.number += 1
        self.given.append(line)
        return line

    def fresh(self) -> str:
        """The next line of the file. Raises StopIteration."""
        raw = self.raw.readline(LONGEST + 1)
        if not raw:
            raise StopIteration
        if len(raw) > LONGEST:
            raise Unreadable(f"Line {self.number + 1} is longer than {LONGEST} bytes: that is no register's table.")
        if self.number == 0:
            if raw.startswith(_UTF_16):
                raise Unreadable("The file is UTF-16: save it as UTF-8.")
            raw = raw.removeprefix(_BOM)
        self.ended = raw.endswith(b"\n")
        return self.decoded(raw)

    def decoded(self, raw: bytes) -> str:
        """As text, whatever it is."""
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            line = raw.decode("cp1252", "replace")
            self.broken |= NO_CHARACTER in line
        if "\0" in line:
            self.broken = True
            line = line.replace("\0", NO_CHARACTER)
        return line

    def record_ends(self) -> None:
        """What was given belongs to a record that is over."""
        self.given.clear()
        self.broken = False

    def give_back(self) -> None:
        """The record that began with the first line was none: read on behind that line."""
        self.again.extendleft(reversed(self.given[1:]))
        self.number -= len(self.given) - 1
        del self.given[1:]
