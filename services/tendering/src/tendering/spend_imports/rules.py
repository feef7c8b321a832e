"""How a line is written out for COPY: its columns as text, its cells as JSON."""

import orjson

from kernel.copy_text import written
from kernel.names import name_key
from tendering.spend_files.domain import Line, Warn

COLUMNS = (
    *("import_id", "record", "sheet", "line", "outcome", "code", "column", "value", "warnings", "payer", "payee"),
    *("payee_key", "org_ids", "pence", "paid_on", "suggested_on", "reference", "contract", "cells"),
)


def row_text(import_id: str, line: Line) -> str:
    """The line in COPY's text format, in the order of `COLUMNS`."""
    source, hidden = line.source, line.payee is None or Warn.REDACTED in line.warnings
    return (
        written(
            import_id,
            str(line.record),
            source.sheet or None,
            str(source.line),
            line.outcome,
            line.code,
            line.column,
            line.value,
            f"{{{','.join(line.warnings)}}}",
            line.payer,
            line.payee,
            None if hidden else name_key(line.payee or "") or None,
            f"{{{','.join(line.org_ids)}}}",
            None if line.pence is None else str(line.pence),
            None if line.paid_on is None else line.paid_on.isoformat(),
            None if line.suggested_on is None else line.suggested_on.isoformat(),
            line.reference,
            line.contract,
            orjson.dumps(source.cells).decode(),
        )
        + "\n"
    )
