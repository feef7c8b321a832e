"""Legal forms: the codes that the register knows, the words people read, and when a body could take one.

A code that is not here is kept as it came: the law of other countries has forms of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form. `since` and `until` are the days on which bodies could first and last take it; None: always."""

    code: str
    words: str
    law: str | None = None
    since: date | None = None
    until: date | None = None


_SOCIETIES = "Co-operative and Community Benefit Societies Act 2014"
_CIC = "Companies (Audit, Investigations and Community Enterprise) Act 2004 Part 2"
FORMS = (
    Form("private_limited", "Private company limited by shares", "Companies Act 2006"),
    Form("private_guarantee", "Private company limited by guarantee", "Companies Act 2006"),
    Form("plc", "Public limited company", "Companies Act 2006"),
    Form("private_unlimited", "Private unlimited company", "Companies Act 2006"),
    Form("charitable_company_guarantee", "Charitable company limited by guarantee", "Charities Act 2011"),
    Form("community_interest_company", "Community interest company", _CIC, date(2005, 7, 1)),
    Form("cic_guarantee", "Community interest company limited by guarantee", _CIC, date(2005, 7, 1)),
    Form("cic_shares", "Community interest company limited by shares", _CIC, date(2005, 7, 1)),
    Form("cio", "Charitable incorporated organisation", "Charities Act 2011 Part 11", date(2013, 1, 2)),
    Form(
        "scio",
        "Scottish charitable incorporated organisation",
        "Charities and Trustee Investment (Scotland) Act 2005 c.7",
        date(2011, 4, 1),
    ),
    Form("charitable_trust", "Charitable trust"),
    Form("unincorporated_association", "Unincorporated association"),
    Form("unincorporated_consortium", "Consortium without a legal person of its own"),
    Form("co_operative_society", "Co-operative society", _SOCIETIES, date(2014, 8, 1)),
    Form("community_benefit_society", "Community benefit society", _SOCIETIES, date(2014, 8, 1)),
    Form(
        "industrial_and_provident_society",
        "Industrial and provident society",
        "Industrial and Provident Societies Act 1965",
        until=date(2014, 7, 31),
    ),
    Form("credit_union", "Credit union", "Credit Unions Act 1979"),
    Form("building_society", "Building society", "Building Societies Act 1986"),
    Form("friendly_society", "Friendly society", "Friendly Societies Act 1992"),
    Form(
        "limited_liability_partnership",
        "Limited liability partnership",
        "Limited Liability Partnerships Act 2000",
        date(2001, 4, 6),
    ),
    Form("limited_partnership", "Limited partnership", "Limited Partnerships Act 1907"),
    Form("partnership", "Partnership", "Partnership Act 1890"),
    Form("sole_trader", "Sole trader"),
    Form("royal_charter", "Body incorporated by Royal Charter"),
    Form("local_authority", "Local authority"),
    Form(
        "combined_authority",
        "Combined authority",
        "Local Democracy, Economic Development and Construction Act 2009 Part 6",
    ),
    Form("central_government", "Government department"),
    Form("executive_agency", "Executive agency"),
    Form("public_corporation", "Public corporation"),
    Form("statutory_body", "Body set up by statute"),
    Form("nhs_body", "NHS body"),
    Form("nhs_trust", "NHS trust"),
    Form("nhs_foundation_trust", "NHS foundation trust"),
    Form("integrated_care_board", "Integrated care board", "Health and Care Act 2022", date(2022, 7, 1)),
    Form("police_body", "Police body"),
    Form("fire_and_rescue_authority", "Fire and rescue authority"),
    Form("academy_trust", "Academy trust"),
    Form("maintained_school", "School maintained by a local authority"),
    Form("university", "University"),
    Form("overseas_company", "Company of another country"),
)
KNOWN: Mapping[str, Form] = MappingProxyType({form.code: form for form in FORMS})
#: Other spellings of the same.
_ALIASES = MappingProxyType(
    {
        "cic": "community_interest_company",
        "ltd": "private_limited",
        "private_limited_company": "private_limited",
        "public_limited_company": "plc",
        "charitable_incorporated_organisation": "cio",
        "scottish_charitable_incorporated_organisation": "scio",
        "cooperative_society": "co_operative_society",
        "llp": "limited_liability_partnership",
        "council": "local_authority",
        "icb": "integrated_care_board",
    }
)


def normal_form(code: str) -> str:
    """The register's own code for the form; any other as it came."""
    return _ALIASES.get(code, code)


def words_of(code: str | None) -> str | None:
    """What people read. None for a form that the register does not know."""
    form = None if code is None else KNOWN.get(code)
    return None if form is None else form.words


def forms_on(day: date) -> Iterator[Form]:
    """The forms that a body could take on that day."""
    for form in FORMS:
        if (form.since is None or form.since <= day) and (form.until is None or day <= form.until):
            yield form
