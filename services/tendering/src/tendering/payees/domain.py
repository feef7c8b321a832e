"""A published name and who it may be. Redacted payees never come here: each is its own unknown party."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Method(StrEnum):
    """How an organisation was found: by a number that the line bears, by its name, by a name without its legal form."""

    NUMBER = "number"
    NAME = "name"
    OTHER_NAME = "other_name"
    BARE_NAME = "bare_name"


#: How sure each method is, of one. A number is given once; of names there are many, and the more so without their form.
CONFIDENCE = {
    Method.NUMBER: Decimal("1.00"),
    Method.NAME: Decimal("0.95"),
    Method.OTHER_NAME: Decimal("0.85"),
    Method.BARE_NAME: Decimal("0.75"),
}


@dataclass(frozen=True, slots=True)
class Payee:
    """A payee on a normalised copy: its published name stays where it was published."""

    key: str
    bare: str
    org_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """An active organisation of the register, on the same kind of copy."""

    id: UUID
    key: str
    bare: str
    other_keys: frozenset[str] = frozenset()
    org_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Which organisation, how it was found, and how sure that is."""

    organisation_id: UUID
    method: Method

    @property
    def confidence(self) -> Decimal:
        """Of one."""
        return CONFIDENCE[self.method]


def match_of(payee: Payee, known: Sequence[Known]) -> Match | None:
    """The one organisation that the surest method finds; None where it finds several, or none does."""
    for method in Method:
        found = {it.id for it in known if _fits(method, payee, it)}
        if len(found) == 1:
            return Match(found.pop(), method)
        if found:
            return None
    return None


class Register:
    """Known organisations by whatever names them, so that each payee is held against the few that it may be."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_word: dict[str, list[Known]] = {}
        for it in known:
            for word in {it.key, it.bare, *it.other_keys, *it.org_ids}:
                self._by_word.setdefault(word, []).append(it)

    def match_of(self, payee: Payee) -> Match | None:
        """As `match_of` has it, over all of them."""
        words = {payee.key, payee.bare, *payee.org_ids}
        alike = {it.id: it for word in words for it in self._by_word.get(word, ())}
        return match_of(payee, list(alike.values()))


def _fits(method: Method, payee: Payee, known: Known) -> bool:
    ways: dict[Method, Collection[str] | bool] = {
        Method.NUMBER: payee.org_ids & known.org_ids,
        Method.NAME: payee.key == known.key,
        Method.OTHER_NAME: payee.key in known.other_keys,
        Method.BARE_NAME: payee.bare == known.bare,
    }
    return bool(ways[method])
