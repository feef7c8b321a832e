"""How a line is written out for COPY: its columns as text, its cells as JSON, and the digests that tell lines apart."""

import json
from hashlib import blake2b

from tendering.spend_columns.rules.names import name_key
from tendering.spend_files.domain import Line, Warn

COLUMNS = (
    *("import_id", "record", "sheet", "line", "outcome", "code", "column", "value", "warnings", "payer", "payee"),
    *("payee_key", "org_ids", "pence", "paid_on", "suggested_on", "reference", "contract", "digest", "cells"),
)
_NOTHING = "\\N"
_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def row_text(import_id: str, line: Line) -> str:
    """The line in COPY's text format, in the order of `COLUMNS`."""
    source = line.source
    cells = _as_json(list(source.cells))
    hidden = line.payee is None or Warn.REDACTED in line.warnings
    return (
        f"{import_id}\t{line.record}\t{_text(source.sheet or None)}\t{source.line}\t{line.outcome.value}\t"
        f"{line.code.value if line.code else _NOTHING}\t{_text(line.column)}\t{_text(line.value)}\t"
        f"{{{','.join(line.warnings)}}}\t{_text(line.payer)}\t{_text(line.payee)}\t"
        f"{_NOTHING if hidden else _text(name_key(line.payee or '') or None)}\t{{{','.join(org_ids_of(line))}}}\t"
        f"{_NOTHING if line.pence is None else line.pence}\t{line.paid_on or _NOTHING}\t"
        f"{line.suggested_on or _NOTHING}\t{_text(line.reference)}\t{_text(line.contract)}\t{digest_of(cells)}\t"
        f"{_escaped(cells)}\n"
    )


def org_ids_of(line: Line) -> list[str]:
    """The payee's numbers as org-id.guide spells them."""
    return [f"{scheme}-{number}" for scheme, number in line.numbers.items()]


def payment_digest(line: Line) -> int:
    """Of day, payee, amount and reference: what a file that was saved anew still says."""
    return digest_of(f"{line.paid_on}\x1f{line.payee}\x1f{line.pence}\x1f{line.reference}")


def digest_of(text: str) -> int:
    """63 bits."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def _text(value: str | None) -> str:
    return _NOTHING if value is None else _escaped(value)


def _escaped(text: str) -> str:
    for sign, escape in _ESCAPES:
        if sign in text:
            text = text.replace(sign, escape)
    return text
