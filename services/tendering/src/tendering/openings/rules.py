"""How one sealed thing is opened, or found spoilt."""

from collections.abc import Collection

from kernel.errors import DomainError
from tendering.envelopes.domain import Box, Envelope, SealedEnvelope
from tendering.sealing.rules.boxes import Tampered, commitment_of, unsealed


class Spoilt(DomainError):
    """It cannot be opened; the sentence says why."""


def opened(box: Box, private_key: bytes, context: bytes, *, logged: Collection[str]) -> bytes:
    """What was sealed. Raises Spoilt, and tells what was done here from what came so."""
    if box.commitment not in logged:
        raise Spoilt("It is not in the log of the deadline.")
    if commitment_of(box.ciphertext) != box.commitment:
        raise Spoilt("It was altered after it was received.")
    try:
        return unsealed(box.ciphertext, private_key, context)
    except Tampered as error:
        raise Spoilt(
            "It does not open: it was sealed for another sender, notice, phase, key or terms, or altered."
        ) from error


def must_be_for_its_lots(envelope: Envelope, sealed: SealedEnvelope) -> None:
    """Raise Spoilt unless the bid is for the lots that stood outside."""
    if set(envelope.lots) != set(sealed.lots):
        raise Spoilt("It is for other lots than it said.")
