"""Who may open together, how a key is dealt to them, and how it comes back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from kernel.errors import Conflict, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.sealing.domain import Opener, SealingKey, Share
from tendering.sealing.rules.boxes import key_pair, sealed
from tendering.sealing.rules.contexts import of_share
from tendering.sealing.rules.shares import FEWEST, MOST, combined, fingerprint, split


def deal(
    notice_id: UUID, openers: Sequence[Opener], *, threshold: int, now: datetime, phase: int | None = None
) -> SealingKey:
    """A new pair for the bids, or for one phase, its private half dealt out and then dropped.

    Raises Unacceptable for openers who are no quorum.
    """
    must_be_a_quorum(openers, threshold=threshold)
    private_key, public_key = key_pair()
    key_id, parts = new_id(), split(private_key, threshold=threshold, count=len(openers))
    shares = [
        Share(
            number=number,
            opener=opener,
            sealed=sealed(part, opener.public_key, of_share(key_id, opener.id, number)),
            fingerprint=fingerprint(key_id, number, part),
        )
        for opener, (number, part) in zip(openers, parts.items(), strict=True)
    ]
    return SealingKey(
        id=key_id,
        notice_id=notice_id,
        phase=phase,
        public_key=public_key,
        threshold=threshold,
        made_at=now,
        shares=shares,
    )


def must_be_a_quorum(openers: Sequence[Opener], *, threshold: int) -> None:
    """Raise Unacceptable unless no organisation can open by itself, and one share can be lost.

    Both are what sealing is for: a quorum from one house is that house, and bids that nobody can open are lost.
    """
    if len({opener.subject for opener in openers}) != len(openers):
        raise Unacceptable("/openers", "Each opener holds one share.")
    if not FEWEST <= threshold < len(openers) <= MOST:
        raise Unacceptable("/threshold", f"It takes {FEWEST} openers at least, and one more who can be spared.")
    organisations = Counter(opener.organisation_id for opener in openers)
    if max(organisations.values()) >= threshold:
        raise Unacceptable("/openers", "One organisation could open the bids by itself.")


def must_be_dealt(key: SealingKey, share: Share, part: bytes) -> None:
    """Raise Unacceptable, naming the share, unless it is what was dealt; Conflict if it came back before."""
    if fingerprint(key.id, share.number, part) != share.fingerprint:
        raise Unacceptable("/share", f"This is not share {share.number}, which was handed to you.")
    if share.held is not None:
        raise Conflict(f"Share {share.number} is here already.")


def private_key_of(key: SealingKey, parts: Mapping[int, bytes]) -> bytes:
    """The private half, from parts that were dealt. Raises RuleBroken for fewer than the threshold."""
    if len(parts) < key.threshold:
        raise RuleBroken(f"It takes {key.threshold} shares; {len(parts)} are here.")
    enough = sorted(parts)[: key.threshold]
    return combined({number: parts[number] for number in enough})
