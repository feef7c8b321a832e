"""Credentials: codes that can be printed, read out and typed, and keys under which better ones are signed blindly."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken
from kernel.identifiers import new_id
from rulebook.rules import rule

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
GROUPS, GROUP = 5, 4  # 100 bits: nobody guesses one, nor finds one from its digest
LIKE = str.maketrans("OIL", "011")
CODE = re.compile(rf"[{SYMBOLS}]{{{GROUPS * GROUP}}}", re.ASCII)


class Level(StrEnum):
    """How a rating came in, by what keeps the rater unknown."""

    A = "A"  # a blind signature: not even all records of issuer and ratings together lead from a rating to a person
    B = "B"  # a one-time code, on paper, by phone or at a kiosk: whoever hands out codes must not note to whom
    C = "C"  # a one-time code that an advocate enters for the rater, and so knows


def by_level(blind: int, coded: int, coded_at: Level | None) -> tuple[int, ...]:
    """How many at level A, B and C: credentials signed blindly are A; where an advocate enters codes, they are C."""
    through_advocate = coded_at is Level.C
    return blind, 0 if through_advocate else coded, coded if through_advocate else 0


def new_code() -> str:
    """A credential such as 7H2K-Q0ZD-44MX-9TRW-B3VE."""
    return "-".join("".join(secrets.choice(SYMBOLS) for _ in range(GROUP)) for _ in range(GROUPS))


def digest_of(code: str) -> bytes:
    """SHA-256 of the code as it was meant: any case, spaces and hyphens anywhere, O for 0, I or L for 1.

    Raises ValueError for what cannot be a code.
    """
    meant = code.replace("-", "").replace(" ", "").upper().translate(LIKE)
    if CODE.fullmatch(meant) is None:
        raise ValueError("A credential is five groups of four letters and digits.")
    return hashlib.sha256(meant.encode()).digest()


@dataclass(frozen=True)
class Entitlement:
    """What a credential gave the right to rate, now that it is spent."""

    contract_id: UUID
    level: Level


@dataclass(eq=False, kw_only=True)
class RatingKey:
    """The public half of a key, good for one contract and quarter, or for one petition or ballot.

    `signed` is told once nothing is signed any more.
    """

    id: UUID
    contract_id: UUID
    quarter: str  # empty for a roll's
    roll_id: UUID | None = None  # the petition or ballot whose roll it is for
    modulus: bytes
    cohort: int  # how many may ask
    invited: int = 0
    published_at: datetime
    signs_from: datetime
    signs_until: datetime
    signed: int | None = None

    @classmethod
    def published(
        cls,
        contract_id: UUID,
        quarter: str,
        *,
        roll_id: UUID | None = None,
        modulus: int,
        cohort: int,
        until: datetime,
        now: datetime,
    ) -> Self:
        """Known to everybody before anything is signed with it. Raises RuleBroken."""
        policy = rule("ratings.credentials", on=day_of(now))
        begins = now + timedelta(hours=policy.number("publication_hours"))
        if cohort < policy.number("cohort_minimum"):
            raise RuleBroken(
                f"Among {cohort} users one could be found; blind credentials are for "
                f"{policy.number('cohort_minimum')} or more. Use one-time codes."
            )
        if not begins < until <= now + timedelta(days=policy.number("signing_days_maximum")):
            raise RuleBroken(f"Signing ends after it begins, {begins:%d %B %Y %H:%M} UTC, and within a quarter.")
        return cls(
            id=new_id(),
            contract_id=contract_id,
            quarter=quarter,
            roll_id=roll_id,
            modulus=modulus.to_bytes((modulus.bit_length() + 7) // 8, "big"),
            cohort=cohort,
            published_at=now,
            signs_from=begins,
            signs_until=until,
        )

    def must_be_for_ratings(self) -> None:
        """A roll's key reads as not found where ratings are issued for."""
        if self.roll_id is not None:
            raise NotFound(f"There is no key {self.id} for ratings.")

    def must_sign(self, *, now: datetime) -> None:
        """Raises RuleBroken outside of the time of signing."""
        if now < self.signs_from:
            raise RuleBroken(f"This key signs from {self.signs_from:%d %B %Y %H:%M} UTC on.")
        if now >= self.signs_until or self.signed is not None:
            raise RuleBroken("This key signs nothing any more.")

    def good_from(self, nonce: bytes) -> datetime:
        """When a credential can be spent: after everybody has theirs, each at an hour that its own nonce draws.

        The hour hangs on nothing that the issuer knows, so the order of spending tells nothing of the order of signing.
        """
        policy = rule("ratings.credentials", on=day_of(self.published_at))
        least, most = policy.number("delay_hours_minimum"), policy.number("delay_hours_maximum")
        drawn = int.from_bytes(hashlib.sha256(b"commonweal delay" + nonce).digest()[:8], "big")
        seconds = drawn % ((most - least) * 3600)
        return self.signs_until + timedelta(hours=least, seconds=seconds)

    def good_by(self) -> datetime:
        """When every credential of this key is good."""
        policy = rule("ratings.credentials", on=day_of(self.published_at))
        return self.signs_until + timedelta(hours=policy.number("delay_hours_maximum"))

    def must_be_good(self, nonce: bytes, *, now: datetime) -> None:
        """Raises RuleBroken for a credential too early, or of a key under which too few were signed."""
        begins = self.good_from(nonce)
        if now < begins:
            raise RuleBroken(
                f"This credential is good from {begins:%d %B %Y %H:%M} UTC on: keep it until then, "
                "or ask for a one-time code instead."
            )
        least = rule("ratings.credentials", on=day_of(self.published_at)).number("cohort_minimum")
        if self.signed is None or self.signed < least:
            raise RuleBroken(f"Fewer than {least} people asked for such a credential, so one could be found by it.")
