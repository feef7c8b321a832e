"""What a file really is, whatever it is called: text, a workbook, or one of these in a zip."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from tendering.spend_columns.domain import FileCode, FileRefused

#: Spend files pack to a tenth. What unpacks to more than this is an attack or a mistake.
MOST_TIMES, ANYWAY, MOST_BYTES, MOST_ENTRIES = 200, 64 * 1024 * 1024, 4 * 1024 * 1024 * 1024, 2000
SNIFFED = 4096
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_MARKUP = re.compile(rb"(\xef\xbb\xbf|\s)*<[a-z!?]", re.IGNORECASE)
_BOOK = "xl/workbook.xml"
_TABLES = (".csv", ".txt", ".tsv", ".xls", ".xlsx", ".xlsm")


@contextmanager
def contained(file: BinaryIO) -> Iterator[tuple[BinaryIO, bool]]:
    """The table in a seekable file, and whether it is a workbook. Raises FileRefused."""
    start = start_of(file)
    if not start.startswith(_ZIP):
        must_be_text(start)
        yield file, False
        return
    with opened(file) as archive:
        if _BOOK in archive.namelist():
            yield file, True
            return
        name = _only_table(archive)
        with pointing_inside():
            packed = archive.open(name)
        with packed:
            member = cast("BinaryIO", packed)
            start = start_of(member)
            if start.startswith(_ZIP):
                with opened(member) as inner:
                    if _BOOK not in inner.namelist():
                        raise FileRefused(FileCode.UNSAFE, f"{name} in the zip is a zip itself.")
                yield member, True
            else:
                must_be_text(start)
                yield member, False


def start_of(file: BinaryIO) -> bytes:
    """The first bytes. Raises FileRefused for a file without any."""
    file.seek(0)
    start = file.read(SNIFFED)
    file.seek(0)
    if not start:
        raise FileRefused(FileCode.EMPTY, "The file is empty.")
    return start


def must_be_text(start: bytes) -> None:
    """Raises FileRefused for what cannot be a table."""
    if start.startswith(_OLE):
        raise FileRefused(FileCode.NOT_TABULAR, "It is an old or an encrypted workbook: save it as XLSX or as CSV.")
    if start.startswith(_OTHERS) or _MARKUP.match(start):
        raise FileRefused(FileCode.NOT_TABULAR, "It is a page, a document or an image, and no table.")


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """A zip that is safe to unpack. Raises FileRefused, also for what breaks while it is read."""
    size = file.seek(0, 2)
    file.seek(0)
    try:
        with pointing_inside():
            archive = zipfile.ZipFile(file)
        with archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise FileRefused(FileCode.UNSAFE, "The zip is encrypted.")
            most = min(MOST_BYTES, max(ANYWAY, MOST_TIMES * size))
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > most:
                raise FileRefused(FileCode.UNSAFE, "The zip unpacks to more than any spend file.")
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FileRefused(FileCode.NOT_TABULAR, f"The zip is broken: {error}.") from error


@contextmanager
def pointing_inside() -> Iterator[None]:
    """A directory that points out of its zip is damage like any other."""
    try:
        yield
    except ValueError as error:
        raise zipfile.BadZipFile(str(error)) from error


def _only_table(archive: zipfile.ZipFile) -> str:
    names = [it for it in archive.namelist() if not it.endswith("/") and not it.startswith("__MACOSX/")]
    tables = [it for it in names if it.lower().endswith(_TABLES)]
    if len(tables) == 1:
        return tables[0]
    if any(it.lower().endswith(".zip") for it in names):
        raise FileRefused(FileCode.UNSAFE, "The zip holds another zip.")
    raise FileRefused(FileCode.UNSAFE, f"A zip holds one spend file; this one holds {len(tables)}.")
