"""What decides which guards the terms of a notice meet. Pure: no database, no clock, no wire."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whether the Act reaches the notice (None: not known), and whether there is an anonymised workforce pack."""

    is_public_contract: bool | None
    has_pack: bool
