"""How one sealed bid is opened, or found spoilt."""

from collections.abc import Callable, Collection

from kernel.errors import DomainError
from tendering.bids.domain import Bid
from tendering.envelopes.domain import Envelope, SealedEnvelope
from tendering.notices.domain import Notice
from tendering.sealing.rules.boxes import Tampered, commitment_of, unsealed
from tendering.sealing.rules.contexts import of_bid, terms_of


class Spoilt(Exception):
    """The bid cannot be opened; the sentence says why."""


def opened(
    bid: Bid,
    sealed: SealedEnvelope,
    notice: Notice,
    private_key: bytes,
    *,
    logged: Collection[str],
    read: Callable[[bytes], Envelope],
) -> Envelope:
    """What a bid says; `read` takes the text apart. Raises Spoilt, and tells what was done here from what came so."""
    if sealed.commitment not in logged:
        raise Spoilt("It is not in the log of the deadline.")
    if commitment_of(sealed.ciphertext) != sealed.commitment:
        raise Spoilt("It was altered after it was received.")
    try:
        text = unsealed(
            sealed.ciphertext, private_key, of_bid(notice.id, bid.bidder_id, sealed.key_id, terms_of(notice))
        )
        envelope = read(text)
        envelope.must_fit(notice)
    except Tampered as error:
        raise Spoilt("It does not open: it was sealed for another bidder, notice, key or terms, or altered.") from error
    except DomainError as error:
        raise Spoilt(str(error)) from error
    if set(envelope.lots) != set(sealed.lots):
        raise Spoilt("It is for other lots than it said.")
    return envelope
