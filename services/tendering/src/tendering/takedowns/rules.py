"""Which texts come down, what a line says without them, and how a name is known again that nobody keeps."""

import hmac
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.names import name_key
from tendering.spend_columns.rules.cells import is_redacted
from tendering.spend_files.domain import IN_ITS_PLACE
from tendering.takedowns.domain import Written

FEWEST_LETTERS = 2
_WORDS = ("payer", "value", "reference", "contract")


def digest_of(payee_key: str, payer_id: UUID | None, secret: bytes) -> bytes:
    """By what a payee is known again in a file of the same payer: elsewhere it may be somebody else."""
    return hmac.digest(secret, f"{payer_id}\n{payee_key}".encode(), "sha256")


def names_in(line: Written, columns: Sequence[int]) -> list[str]:
    """What stands in these columns of a line, from 1; without any, its payee. Raises Unacceptable and RuleBroken.

    Numbers are no names: an amount or a day would come down in every line that bears the same.
    """
    if any(not 1 <= column <= len(line.cells) for column in columns):
        raise Unacceptable("/columns", f"The line has the columns 1 to {len(line.cells)}.")
    texts = [line.cells[column - 1] for column in columns] if columns else [line.payee or ""]
    names = [text.strip() for text in texts if text.strip() not in {"", IN_ITS_PLACE} and not is_redacted(text)]
    if not names:
        raise RuleBroken("Nobody is named there, or not any more.")
    if any(sum(map(str.isalpha, name)) < FEWEST_LETTERS for name in names):
        raise Unacceptable("/columns", "What stands there is no name.")
    return names


def without(line: Written, names: Collection[str]) -> Written:
    """The line without these names, wherever they stand in it as words of their own, in any case.

    A payee is gone as a whole: what a ledger hangs on to a name may tell who it is.
    """
    words = rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)"
    pattern = re.compile(words, re.IGNORECASE)
    payee, keys = line.payee, {name_key(name) for name in names}
    if payee is not None and (pattern.search(payee) or name_key(payee) in keys):
        pattern, payee = re.compile(f"{re.escape(payee)}|{words}", re.IGNORECASE), None
    kept = {name: pattern.sub(IN_ITS_PLACE, getattr(line, name) or "") or None for name in _WORDS}
    return replace(line, cells=[pattern.sub(IN_ITS_PLACE, cell) for cell in line.cells], payee=payee, **kept)
