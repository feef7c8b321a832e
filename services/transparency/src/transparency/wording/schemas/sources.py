"""Who says so, in words."""

from collections.abc import Mapping

from events.verdicts import EvidencedFact
from pages.shelf import capital
from transparency.wording.domain import Ground, Source
from transparency.wording.rules.registers import number_in
from transparency.wording.rules.sentences import sentence_of

#: What a source is called where a story or a person named it by a word.
SOURCES: Mapping[str, str] = {
    "register": "an official register",
    "companies_house_psc": "Companies House, people with significant control",
    "filed_accounts": "its filed accounts",
    "governing_document": "its governing document",
    "board_register": "its board register",
    "lease": "a lease that it showed",
    "attestation": "the organisation itself",
    "self": "the organisation itself",
}


def source_of(fact: EvidencedFact) -> Source:
    """How a fact is known. A reference that is an org-id leads to the page of its register, if one is known."""
    number = number_in(fact.reference)
    if number is None:
        named = fact.source.removeprefix("register:").replace("_", " ")
        name, reference, address = SOURCES.get(fact.source, named), fact.reference, ""
    else:
        name, reference, address = number.register, number.number, number.address
    if fact.standing == "attestation" and name != SOURCES["attestation"]:
        name = f"the organisation itself ({name})"
    return Source(capital(name), reference, address, fact.retrieved_on, fact.expires_on)


def ground_of(fact: EvidencedFact) -> Ground:
    """A fact as a sentence, and how we know it."""
    return Ground(sentence_of(fact.name, fact.value), source_of(fact))
