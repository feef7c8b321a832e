"""Keep what a register says: each row once, the later word instead of the earlier, nothing written twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.copying import copy, copy_lines, forget
from kernel.orgids import OrgId
from registry.registers.commands.linking import write_links
from registry.registers.domain import Detail, Entry, Kept, Link, RegisterRow
from registry.registers.queries import Mirrored, digests_of_details, rows_known
from registry.registers.rules.shapes import DETAIL, ROW, LaidRow, detail_record, laid
from registry.registers.tables import details, rows

Key = tuple[str, ...]
#: A record as it is kept: its line, and what stands there, rows written out.
Record: TypeAlias = tuple[int, Sequence[Entry | LaidRow]]


@dataclass(frozen=True, slots=True)
class Source:
    """Whose words these are, and where they stand: the register, and the SHA-256 of its file."""

    register: str
    file: bytes


@dataclass
class Chunk:
    """Some thousand records of one file on their way in, in their order."""

    source: Source
    known: dict[OrgId, dict[str, Mirrored]]
    rows: dict[OrgId, str] = field(default_factory=dict)
    links: dict[Link, bool] = field(default_factory=dict)  # whether it stands in a row
    details: dict[Key, tuple[Any, ...]] = field(default_factory=dict)
    proving: dict[Key, OrgId] = field(default_factory=dict)  # of the details, those that prove something

    def take_row(self, coming: LaidRow, line: int, kept: Kept) -> None:
        """Weigh it against what is known of its number."""
        row = coming.row
        words = self.known.setdefault(row.org_id, {})
        before = words.get(self.source.register)
        others = len(words) - (before is not None)
        kept.merged |= others > 0 or any(self.is_known(link.end) for link in row.links if link.kind.joins)
        if before is not None and before.file == self.source.file and before.line != line:
            kept.merged = kept.repeated = True
            if before.line > line:  # the file is read again, and its later word stands already
                return
        if before is not None and before.edition and row.edition and row.edition < before.edition:
            return
        if before is not None and before.digest == coming.digest:
            return
        kept.unchanged = False
        words[self.source.register] = Mirrored(
            coming.digest, self.source.file, line, row.edition, before is not None and before.kept
        )
        number = row.org_id
        if number in self.rows:
            self.links = {it: of_row for it, of_row in self.links.items() if not (of_row and it.start == number)}
        self.rows[number] = coming.text
        for link in row.links:
            self.links[link] = True

    def is_known(self, number: OrgId) -> bool:
        """Whether any register has spoken of it."""
        return bool(self.known.get(number))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each record; numbers whose row is new, whose links are new or gone, whose details prove news."""

    records: list[Kept]
    written: list[OrgId]
    moved: set[OrgId]
    proved: set[OrgId]


def laid_out(source: Source, line: int, entries: Iterable[Entry]) -> Record:
    """A record of the file with its rows written out."""
    told = [laid(it, source.register, source.file, line) if type(it) is RegisterRow else it for it in entries]
    return line, told


async def keep(session: AsyncSession, source: Source, records: Sequence[Record]) -> Outcome:
    """Keep records. The same records again change nothing."""
    entries = [(line, entry) for line, found in records for entry in found]
    chunk = Chunk(source, await rows_known(session, _numbers_in(entry for _, entry in entries)))
    outcome = [Kept() for _ in records]
    pending: list[tuple[Kept, Link | Key]] = []
    for (line, found), kept in zip(records, outcome, strict=True):
        for entry in found:
            if type(entry) is LaidRow:
                chunk.take_row(entry, line, kept)
            elif isinstance(entry, Link):
                kept.merged |= chunk.is_known(entry.start) or chunk.is_known(entry.end)
                chunk.links.setdefault(entry, False)
                pending.append((kept, entry))
            elif isinstance(entry, Detail):
                kept.merged |= chunk.is_known(entry.org_id)
                record = detail_record(source.register, entry)
                chunk.details[record[:5]] = record
                if entry.proves or entry.ended:
                    chunk.proving[record[:5]] = entry.org_id
                pending.append((kept, record[:5]))
    written, moved = await _write(session, chunk)
    for kept, what in pending:
        kept.unchanged &= what not in written
    proved = {number for key, number in chunk.proving.items() if key in written}
    return Outcome(outcome, list(chunk.rows), moved, proved)


def _numbers_in(entries: Iterable[Entry | LaidRow]) -> set[OrgId]:
    numbers: set[OrgId] = set()
    for entry in entries:
        if type(entry) is LaidRow:
            numbers.add(entry.row.org_id)
            numbers.update(link.end for link in entry.row.links)
        elif isinstance(entry, Link):
            numbers.update((entry.start, entry.end))
        elif isinstance(entry, Detail):
            numbers.add(entry.org_id)
    return numbers


async def _write(session: AsyncSession, chunk: Chunk) -> tuple[set[Link | Key], set[OrgId]]:
    """Write what is new; returns the links and details among it, and the numbers whose links moved."""
    register = chunk.source.register
    old = [number for number in chunk.rows if chunk.known[number][register].kept]
    await forget(session, rows, [(it.scheme, it.number, register) for it in old])
    await copy_lines(session, rows, ROW, chunk.rows.values())
    new_links, moved = await write_links(session, register, chunk.links, old)
    return {*new_links, *await _write_details(session, chunk)}, moved


async def _write_details(session: AsyncSession, chunk: Chunk) -> set[Key]:
    digests = await digests_of_details(session, list(chunk.details))
    new = {key: record for key, record in chunk.details.items() if digests.get(key) != record[-1]}
    await forget(session, details, [key for key in new if key in digests])
    await copy(session, details, DETAIL, list(new.values()))
    return set(new)
