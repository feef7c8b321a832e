"""Identifiers of organisations: the number a body has in a register, and the org-id code of that register.

One body has one spelling in one register, so that two services that were told of it the same way agree without asking.
Spelling only: whether the number was ever issued is for the register's own file to say. No scheme has a checksum that
the registers publish. One body still has many identifiers; which of them mean the same body is for the registry.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from kernel.schemes import MIRRORS, SCHEMES, SPELT_BY_ANOTHER, Scheme

# org-id.guide codes: GB-CHC, CA_ON-ONT, US-NY_CR; China's provinces are the only ones with a third part (CN-11-CR).
_SCHEME = r"CN-[0-9]{2}-CR|[A-Z]{2}(?:_[A-Z]{2,3})?-[A-Z0-9_]{1,20}"
_PREFIXED = re.compile(rf"({_SCHEME})-(.+)", re.ASCII | re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class OrgId:
    """A number in a register. Made by `of` or `parse_org_id`, it is spelt in the one way."""

    scheme: str
    number: str

    @classmethod
    def of(cls, scheme: str, number: str) -> Self:
        """Tidy and check a number as its register spells it. Raises ValueError with a sentence.

        A scheme without a rule here is taken at its word, if its code and number look like the org-id list's.
        """
        scheme, number = scheme.strip(" "), number.strip(" ")
        if scheme not in SCHEMES and re.fullmatch(_SCHEME, scheme, re.ASCII | re.IGNORECASE) is None:
            raise ValueError(f"{scheme[:40]!r} is not the code of a register such as GB-COH.")
        scheme = _filed_under(scheme.upper(), number)
        known = SCHEMES.get(scheme)
        if known is None:
            if _ELSEWHERE.fullmatch(number) is None:
                raise ValueError(f"{number[:40]!r} is not a number that a register such as {scheme} gives.")
            return cls(scheme, number)
        # Only then tidied: upper case turns some letters of other alphabets into ASCII ones.
        shape = known.shape
        tidied = shape.tidy(number) if number.isascii() else ""
        if shape.pattern.fullmatch(tidied) is None:
            raise ValueError(f"{number[:40]!r} is not a number of {scheme} such as {shape.example}.")
        return cls(scheme, tidied)

    @property
    def rules(self) -> Scheme | None:
        """What is known of the register; None for one that is taken at its word."""
        return SCHEMES.get(self.scheme)

    @property
    def proved_in(self) -> tuple[str, ...]:
        """The registers whose word proves the body: its own, unless the number only mirrors another's (CE012345)."""
        return (MIRRORS.get(self.number[:2]) if self.scheme == "GB-COH" else None) or (self.scheme,)

    @property
    def is_mirror(self) -> bool:
        """Whether another register proves the body, so that this row alone proves nothing."""
        return self.proved_in != (self.scheme,)

    def __hash__(self) -> int:
        return hash(self.number)  # text keeps its hash, a pair has none to keep: a third of the time, millions of times

    def __str__(self) -> str:
        return f"{self.scheme}-{self.number}"


def _filed_under(scheme: str, number: str) -> str:
    """The register that spells its numbers so, where publishers write them under a better known one."""
    return next(
        (own for named, own, spelling in SPELT_BY_ANOTHER if named == scheme and spelling.fullmatch(number)), scheme
    )


@lru_cache(maxsize=4096)  # a batch of events names the same few organisations again and again
def parse_org_id(text: str) -> OrgId:
    """Read `GB-CHC-1090095`. Raises ValueError, with a sentence, for what no register could have given."""
    text = text.strip(" ")
    found = _PREFIXED.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is not an organisation's identifier such as GB-CHC-1090095.")
    return OrgId.of(found[1], found[2])
