"""How much two records look like one body's: by their names, and by where they are.

Many bodies share a name, and a parent, its trading subsidiary and its trustee company have nearly the same one at the
same address: so this only finds what a registrar is to look at.
"""

from fractions import Fraction

from registry.duplicates.domain import Ground, Suspicion
from registry.organisations.domain import Organisation
from registry.particulars.domain import folded

LEAST_LIKE = Fraction(1, 2)  # of the trigrams of two names are shared: below that, neighbours look like one body
LINKED, SAME_NAME_SAME_PLACE, REPORTED, SAME_NAME_ONLY = 95, 90, 70, 50  # of a hundred
_SPELT = {"ltd": "limited", "assoc": "association", "cttee": "committee", "co": "company", "st": "saint"}
_UNHEARD = frozenset({"the", "and", "a", "of", "y"})


def compared(name: str) -> str:
    """A name without what people leave out, and with what they shorten written out."""
    words = folded(name).split()
    return " ".join(_SPELT.get(word, word) for word in words if word not in _UNHEARD) or folded(name)


def likeness(one: str, other: str) -> Fraction:
    """Which part of the trigrams of two compared names they share: 1 for the same words in any order."""
    ours, theirs = _trigrams(one), _trigrams(other)
    return Fraction(len(ours & theirs), len(ours | theirs)) if ours | theirs else Fraction(0)


def suspicion_of(one: Organisation, other: Organisation) -> Suspicion | None:
    """What speaks for one body; None if too little does. Two postcodes that differ speak against it."""
    alike = max(likeness(ours, theirs) for ours in _names(one) for theirs in _names(other))
    ours, theirs = _postcodes(one), _postcodes(other)
    if alike < LEAST_LIKE or (ours and theirs and not ours & theirs):
        return None
    name = Ground.SAME_NAME if alike == 1 else Ground.SIMILAR_NAME
    if ours & theirs:
        return Suspicion(frozenset({name, Ground.SAME_POSTCODE}), int(SAME_NAME_SAME_PLACE * alike))
    return Suspicion(frozenset({name}), SAME_NAME_ONLY) if alike == 1 else None


def traits_of(organisation: Organisation) -> frozenset[str]:
    """What it may have in common with another record of the same body: each name as compared, and each postcode.

    Two records without a common trait are never suspected of each other, so nobody has to compare them.
    """
    names, postcodes = _names(organisation), _postcodes(organisation)
    return frozenset({*(f"name {it}" for it in names), *(f"postcode {it}" for it in postcodes)})


def _names(organisation: Organisation) -> set[str]:
    return {compared(organisation.name), *(compared(it.name) for it in organisation.other_names)}


def _postcodes(organisation: Organisation) -> set[str]:
    addresses = [organisation.address, *(site.address for site in organisation.sites)]
    return {it.postcode.replace(" ", "") for it in addresses if it is not None and it.postcode}


def _trigrams(name: str) -> set[str]:
    padded = [f"  {word} " for word in name.split()]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}
