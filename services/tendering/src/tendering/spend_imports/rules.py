"""How a line is written out for COPY: its columns as text, its cells as JSON."""

import orjson

from kernel.copy_text import NOTHING, written
from tendering.spend_files.domain import Line

COLUMNS = (
    *("import_id", "record", "line", "outcome", "code", "warnings", "org_ids", "pence", "paid_on", "suggested_on"),
    *("sheet", "column", "value", "payer", "payee", "payee_key", "reference", "contract", "cells"),
)


def row_text(import_id: str, line: Line) -> str:
    """The line in COPY's text format, in the order of `COLUMNS`: what is ours as it is, then what others wrote."""
    source = line.source
    published = written(
        source.sheet or None,
        line.column,
        line.value,
        line.payer,
        line.payee,
        line.payee_key,
        line.reference,
        line.contract,
        orjson.dumps(source.cells).decode(),
    )
    return (
        f"{import_id}\t{line.record}\t{source.line}\t{line.outcome}\t{line.code or NOTHING}\t"
        f"{{{','.join(line.warnings)}}}\t{{{','.join(line.org_ids)}}}\t"
        f"{NOTHING if line.pence is None else line.pence}\t{line.paid_on or NOTHING}\t{line.suggested_on or NOTHING}\t"
        f"{published}\n"
    )
