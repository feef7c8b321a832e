"""What all the registers' words on a body prove together (register-files §2). Pure."""

from collections.abc import Iterable, Mapping

from registry.bodies.domain import Body, Proof, Word
from registry.registers.domain import Standing

#: Of a row that ended, only that it ended is proof: a removed CIO is none, though its row keeps the form.
ENDINGS = frozenset({"charity_registration", "company_status"})
CHARITABLE_COMPANY = "Charitable company"
#: The legal form that a proved fact stands for, the most telling first.
FORMS: tuple[tuple[str, Mapping[bool | int | str, str]], ...] = (
    ("cio", {True: "cio"}),
    ("scio", {True: "scio"}),
    ("community_interest_company", {True: "community_interest_company"}),
    (
        "mutual_kind",
        {
            "co_operative": "co_operative_society",
            "community_benefit_society": "community_benefit_society",
            "credit_union": "credit_union",
            "building_society": "building_society",
            "friendly_society": "friendly_society",
            "pre_2014_society": "industrial_and_provident_society",
        },
    ),
    (
        "public_body",
        {
            "council": "local_authority",
            "combined_authority": "combined_authority",
            "nhs_trust": "nhs_trust",
            "integrated_care_board": "integrated_care_board",
            "academy_trust": "academy_trust",
            "university": "university",
        },
    ),
    ("charitable_company", {True: "charitable_company_guarantee"}),
)


def proofs_of(body: Body) -> tuple[Proof, ...]:
    """Every fact that the body's registers prove, in the order of its words.

    Where a live row and an ended one speak of the same thing, the ended one is history: an old number after the
    charity was registered again. Two live rows that differ are both told: that is a dispute, and not ours to settle.
    """
    live = [it for word in body.words if word.standing is not Standing.ENDED for it in _stated(word, word.proves)]
    alive = {it.name for it in live}
    ended = [it for word in _ended(body.words) for it in _stated(word, ENDINGS & set(word.proves) - alive)]
    return (*live, *ended, *_charitable_company(body))


def legal_form_of(proofs: Iterable[Proof]) -> str | None:
    """The register's code for the legal form that the proofs tell; None where they tell none."""
    values = {it.name: it.value for it in proofs}
    for name, forms in FORMS:
        if name in values and values[name] in forms:
            return forms[values[name]]
    return None


def _stated(word: Word, names: Iterable[str]) -> Iterable[Proof]:
    return [Proof(name, word.proves[name], word.register, word.org_id) for name in sorted(names)]


def _ended(words: Iterable[Word]) -> list[Word]:
    return [word for word in words if word.standing is Standing.ENDED]


def _charitable_company(body: Body) -> Iterable[Proof]:
    """A registered charity that its register calls a charitable company, with a company number that is live."""
    live = [word for word in body.words if word.standing is Standing.LIVE]
    companies = {word.org_id for word in live if word.org_id.scheme == "GB-COH"}
    for word in live:
        if word.kind == CHARITABLE_COMPANY and word.proves.get("charity_registration") == "registered" and companies:
            yield Proof("charitable_company", True, word.register, word.org_id)
            return
