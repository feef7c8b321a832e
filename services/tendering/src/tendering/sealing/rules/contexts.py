"""What a sealed thing is bound to, so that it opens nowhere else."""

from uuid import UUID

from kernel.json_text import canonical
from tendering.notices.domain import Notice


def of_bid(notice_id: UUID, bidder_id: UUID, key_id: UUID, terms: str) -> bytes:
    """One bidder's envelope for one notice under its terms, by their digest."""
    bound = {"notice_id": str(notice_id), "bidder_id": str(bidder_id), "key_id": str(key_id), "terms": terms}
    return canonical({"sealed": "bid"} | bound).encode()


def of_entry(notice_id: UUID, phase: int, supplier_id: UUID, key_id: UUID) -> bytes:
    """What one provider sends for one phase of a notice; amended terms leave it good, as they do one in clear."""
    bound = {"notice_id": str(notice_id), "phase": phase, "supplier_id": str(supplier_id), "key_id": str(key_id)}
    return canonical({"sealed": "entry"} | bound).encode()


def of_share(key_id: UUID, opener_id: UUID, number: int) -> bytes:
    """One opener's share of one key."""
    return canonical({"sealed": "share", "key_id": str(key_id), "opener_id": str(opener_id), "number": number}).encode()


def terms_of(notice: Notice) -> str:
    """SHA-256 of what bidders compete on. More time alone leaves it as it was, and a sealed bid good."""
    return notice.digest()
