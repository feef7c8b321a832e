"""Rows as PostgreSQL's COPY reads them in its text format: written by the million, so all columns of one at once."""

NOTHING = "\\N"
#: Control characters that stand for a new column and for nothing until the rest is escaped.
_BETWEEN, _ABSENT = "\x1f", "\x1e"
_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), (_ABSENT, NOTHING), (_BETWEEN, "\t"))


def written(*values: str | None) -> str:
    """The values, with tabs between them, what would end them escaped, nothing as \\N; no line end.

    Three control characters cannot be written, and become spaces: those that separate columns here, and NUL, which
    the database does not take.
    """
    text = _BETWEEN.join([_ABSENT if it is None else it for it in values])
    if text.count(_BETWEEN) >= len(values) or text.count(_ABSENT) > values.count(None) or "\0" in text:
        return written(*(it and _plain(it) for it in values))
    for sign, escaped in _ESCAPES:
        text = text.replace(sign, escaped)
    return text


def _plain(text: str) -> str:
    for sign in (_BETWEEN, _ABSENT, "\0"):
        text = text.replace(sign, " ")
    return text
