"""The files of the list of bad inputs, made small: what is bad about each is in its bytes, its name or its headers."""

import gzip
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "application/vnd.oasis.opendocument.text"
XML, CSV, PDF = "application/xml", "text/csv", "application/pdf"
MULTIPART = "multipart/form-data"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class File:
    """What is uploaded: bytes under a media type and a name. `declared` is a length that is not its own."""

    media_type: str
    content: bytes
    name: str = "file"
    headers: Mapping[str, str] = field(default_factory=dict)
    declared: int | None = None


def packed(*entries: tuple[str, bytes], **attributes: int) -> bytes:
    """A zip of these entries."""
    spool = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two entries of one name are meant
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in attributes.items():
                setattr(entry, attribute, value)
            archive.writestr(entry, content)
    return spool.getvalue()


def nested(depth: int) -> bytes:
    inner = packed(("x", b"0" * 1000))
    for _ in range(depth):
        inner = packed(("x.zip", inner))
    return inner


def mismatched() -> bytes:
    """The two places of a zip that name an entry name two."""
    return packed(("aaaa", b"x")).replace(b"aaaa", b"bbbb", 1)


def many_entries() -> bytes:
    """An archive that says it has a million entries."""
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 1_000_000, 0, 0)
    return b"PK\x03\x04" + b"\0" * 26 + end


def png(width: int, height: int) -> bytes:
    """The beginning of a picture of that size."""
    head = b"IHDR" + struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L", 13) + head + struct.pack(">L", zlib.crc32(head))


def parts(count: int, name: str = "a") -> bytes:
    part = b'--x\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n1\r\n'
    return part * count + b"--x--\r\n"


def xml(text: str) -> File:
    return File(XML, text.encode())


LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
WITH_X = {"Content-Type": f"{MULTIPART}; boundary=x"}

FILES: Mapping[str, File] = {
    "zip bomb 42.zip-like ratio 1000:1": File(SHEET, packed(("x", b"0" * 10_000_000))),
    "zip entry ../../x": File(SHEET, packed(("../../x", b"x"))),
    "zip absolute path": File(WORD, packed(("/etc/passwd", b"x"))),
    "zip encrypted": File(WORD, packed(("x", b"x"), flag_bits=1)),
    "quoted zip: local/central mismatch": File(WORD, mismatched()),
    "nested zip depth 10": File(WORD, nested(10)),
    "zip symlink -> /etc/passwd": File(WORD, packed(("x", b"/etc/passwd"), external_attr=0o120777 << 16)),
    "zip duplicate names": File(WORD, packed(("x", b"1"), ("x", b"2"))),
    "zip with 1e6 entries": File(SHEET, many_entries()),
    "ODS zip bomb": File("application/vnd.oasis.opendocument.spreadsheet", packed(("content.xml", b" " * 10_000_000))),
    "brotli bomb": File(CSV, b"\xcf\xff\xff\x7f\xf8\x27\x00" * 10, headers={"Content-Encoding": "br"}),
    "gzip 50 MB zeros (48 kB)": File(CSV, gzip.compress(b"\0" * 50_000_000, 9), headers={"Content-Encoding": "gzip"}),
    "deflate with trailing garbage": File(
        CSV, zlib.compress(b"a,b\n") + b"garbage", headers={"Content-Encoding": "deflate"}
    ),
    "XML billion laughs": xml(f"{LAUGHS}]><l>&i;</l>"),
    "XML external DTD http": xml('<!DOCTYPE l SYSTEM "http://127.0.0.1/x.dtd"><l/>'),
    "XML xinclude": xml('<l xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></l>'),
    "XML external entity file": xml('<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'),
    "XML quadratic blowup": xml(f"<!DOCTYPE l [<!ENTITY x '{'a' * 50_000}'>]><l>{'&x;' * 5_000}</l>"),
    "SVG with script": File(
        "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    ),
    "PDF with JS": File(PDF, b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"),
    "PDF polyglot HTML": File(PDF, b"%PDF-1.7\n<html><script>alert(1)</script></html>"),
    "docx with external template": File(
        WORD, packed(("word/_rels/settings.xml.rels", b'<Relationship Target="http://127.0.0.1/t.dotm"/>'))
    ),
    "xlsm macro": File("application/vnd.ms-excel.sheet.macroEnabled.12", packed(("xl/vbaProject.bin", b"x"))),
    "xlsx with DDE": File(SHEET, packed(("xl/externalLinks/externalLink1.xml", b"<ddeLink ddeService='cmd'/>"))),
    "xlsx 1,048,577 rows": File(SHEET, packed(("xl/worksheets/sheet1.xml", b"<row/>" * 1_048_577))),
    "PNG 60000x60000": File("image/png", png(60_000, 60_000)),
    "EXIF GPS kept": File("image/jpeg", b"\xff\xd8\xff\xe1\x00\x10Exif\0\0MM\0*GPS"),
    "EICAR string": File("text/plain", EICAR),
    "name '../../x.pdf'": File(PDF, b"%PDF-1.7 a", "../../x.pdf"),
    "name 300 chars": File(PDF, b"%PDF-1.7 b", "x" * 300),
    "name 'a.pdf\0.exe'": File(PDF, b"%PDF-1.7 c", "a.pdf\0.exe"),
    "name 'CON'": File(PDF, b"%PDF-1.7 d", "CON"),
    "name RTL 'fdp.exe'": File(PDF, b"%PDF-1.7 e", "\u202efdp.exe"),
    "0 bytes": File("text/plain", b""),
    "max+1 byte": File("text/plain", b"a" * (25 * 1024 * 1024 + 1)),
    "declared type != magic": File(PDF, b"\x89PNG\r\n\x1a\n"),
    "Content-Length lies (long)": File("text/plain", b"abc", declared=1000),
    "Content-Length lies (short)": File("text/plain", b"abcdef", declared=3),
    "multipart 10,000 parts": File(MULTIPART, parts(10_000), headers=WITH_X),
    "multipart duplicate field": File(MULTIPART, parts(2), headers=WITH_X),
    "multipart no boundary": File(MULTIPART, parts(1)),
    "multipart header 1 MB": File(MULTIPART, parts(1, "a" * 1_000_000), headers=WITH_X),
    "multipart filename*=utf-8''%2e%2e%2f": File(
        MULTIPART,
        b"--x\r\nContent-Disposition: form-data; name=a; filename*=utf-8''%2e%2e%2f\r\n\r\n1\r\n--x--\r\n",
        headers=WITH_X,
    ),
    "CSV with BOM": File(CSV, b"\xef\xbb\xbfa,b\n1,2\n"),
    "CSV lone quote": File(CSV, b'a,b\n"1,2\n'),
    "CSV NUL bytes": File(CSV, b"a,b\n1,\0\n"),
    "CSV ragged rows": File(CSV, b"a,b\n1\n1,2,3\n"),
    "CSV UTF-16": File(CSV, "a,b\n1,2\n".encode("utf-16")),
    "CSV 10 MB single cell": File(CSV, b"a\n" + b"x" * 10_000_000),
    "CSV mixed newlines": File(CSV, b"a,b\r1,2\r\n3,4\n"),
    "CSV formula cells": File(CSV, b"a,b\n=1+1,@SUM(1)\n"),
    "JSON lines with blank": File("application/json", b'{"a":1}\n\n{"a":2}\n'),
}
