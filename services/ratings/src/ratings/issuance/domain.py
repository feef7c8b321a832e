"""Invitations: what a person who used a service is sent, and exchanges once for a credential."""

from dataclasses import dataclass
from uuid import UUID

from kernel.errors import Conflict

MOST_AT_ONCE = 1_000


@dataclass(eq=False, kw_only=True)
class Invitation:
    """One contact's right to one credential.

    `contact` is a keyed digest of the council's own reference. `answered` is the digest of the blinded message that was
    signed: the same one is signed again, should the answer have been lost on its way.
    """

    digest: bytes
    key_id: UUID
    contact: bytes
    answered: bytes | None = None
    exchanged: bool = False

    def answer(self, blinded: bytes) -> bool:
        """Whether this is the first time. Raises Conflict for a second message: each contact gets one credential."""
        first = self.answered is None
        if self.exchanged or not (first or self.answered == blinded):
            raise Conflict("This invitation was used before; it is good for one credential.")
        self.answered = blinded
        return first

    def exchange(self) -> None:
        """For a one-time code instead. Raises Conflict."""
        if self.exchanged or self.answered is not None:
            raise Conflict("This invitation was used before; it is good for one credential.")
        self.exchanged = True
