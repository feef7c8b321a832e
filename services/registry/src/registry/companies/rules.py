"""What companies' and societies' registers prove, and how one register writes the numbers of another. Pure."""

import re

#: Companies House's words for a company's state, in the vocabulary of its own API; case and spacing vary.
COMPANY_STATUS = {
    "active": "active",
    "active - proposal to strike off": "proposal_to_strike_off",
    "live but receiver manager on at least one charge": "receivership",
    "liquidation": "liquidation",
    "in administration": "administration",
    "administration order": "administration",
    "administrative receiver": "receivership",
    "in administration/administrative receiver": "administration",
    "in administration/receiver manager": "administration",
    "receivership": "receivership",
    "receiver manager / administrative receiver": "receivership",
    "voluntary arrangement": "voluntary_arrangement",
    "voluntary arrangement / receiver manager": "voluntary_arrangement",
    "voluntary arrangement / administrative receiver": "voluntary_arrangement",
    "insolvency proceedings": "insolvency_proceedings",
    "open": "open",
    "registered": "registered",
    "dissolved": "dissolved",
    "closed": "closed",
    "converted/closed": "converted_closed",
    "converted / closed": "converted_closed",
    "removed": "removed",
}
ENDED_STATUSES = frozenset({"dissolved", "closed", "converted_closed", "removed"})
CIC_CATEGORY = "community interest company"
#: Categories of bodies that another register makes what they are; their numbers have that register's letters, too.
MIRROR_CATEGORIES = frozenset(
    {
        "charitable incorporated organisation",
        "scottish charitable incorporated organisation",
        "registered society",
        "industrial and provident society",
        "royal charter company",
    }
)

#: `Registered As` of the Mutuals Public Register. Kinds that are none of these prove nothing here.
REGISTERED_AS = {
    "co-operative society": "co_operative",
    "community benefit society": "community_benefit_society",
    "credit union": "credit_union",
    "building society": "building_society",
    "friendly society": "friendly_society",
    "working men's club": "working_mens_club",
    "registered society": "pre_2014_society",
    "pre-2014 society": "pre_2014_society",
    "industrial and provident society": "pre_2014_society",
}
#: The register's glossary of suffixes. R, RS and IP came before 1 August 2014 (Northern Ireland: 6 April 2018), when
#: the register did not say which of the two kinds a society is.
_BY_SUFFIX = {
    "pre_2014_society": "R RS IP",
    "credit_union": "C CU CUS",
    "building_society": "B BS BNI",
    "working_mens_club": "W WI WS",
    "friendly_society": (
        "AD ADS AOF AOFI AOFS AOHB AOHD AOHI COL COLS F FASM FI FS GLUK GOIM GOIS GUD GUOO INFI IOKD IOKU IOMU IORI "
        "IORS IUOL RSUS IUOM MUD MUDS MUS NIOO NIOS OD ODD OSTD OSTI SOO UAOD UBSM AODD"
    ),
}
SUFFIX_KINDS = {suffix: kind for kind, suffixes in _BY_SUFFIX.items() for suffix in suffixes.split()}
#: Numbers without suffix come from two series, both open-ended; so far neither has run into what lies above it.
_CO_OPERATIVE_FROM, _COMMUNITY_BENEFIT_FROM, _SERIES_BEFORE = 4000, 7000, 10000
_SOCIETY = re.compile(r"([0-9]+)([A-Z]*)", re.ASCII)

#: How Companies House writes a society's number, by the society's suffix: two letters and six digits (`IP`), or two
#: letters, fewer digits and what stands behind the dash (`IP-R`: IP10002R). A number that is written in no such way
#: belongs to something else, whatever its digits.
_WRITTEN = {
    "": "IP RS RS-Z",
    "R": "IP RS SP IP-R RS-R SP-R IP-B IP-F RS-W RS-Z",
    "RS": "IP RS SP IP-R IP-RS RS-RS SP-R SP-RS",
    "IP": "IP NP RS IP-R",
    "C": "IP RS IP-C RS-C",
    "CU": "NO",
    "CUS": "IP RS SP IP-C IP-CUS RS-S SP-CU SP-CUS SP-R SP-RS",
    "W": "IP RS RS-W RS-F",
    "WS": "SP-WS",
    "B": "RS IP-B",
    "BEN": "RS RS-BEN RS-EN",
    "BENS": "SP-BEN SP-BENS",
    "COLS": "SP-COLLS",
    "F": "RS RS-F",
    "FI": "RS-F",
    "FS": "SP-F",
    "INFI": "RS RS-FI",
    "SA": "RS IP-SA RS-SA",
    "SAS": "RS-AS SP-SA SP-SAS",
}
_MIRROR = re.compile(r"([A-Z]{2})([0-9]+)([A-Z]*)", re.ASCII)
_DIGITS = 6


def kind_by_number(society: str) -> tuple[str | None, str]:
    """What a society's number says of its kind, and which part of it does: the suffix, or (weaker) the series.

    `society` is as the register prints it, such as 10002R or 4748.
    """
    found = _SOCIETY.fullmatch(society)
    if found is None:
        return None, "number"
    if found[2]:
        return SUFFIX_KINDS.get(found[2]), "suffix"
    number = int(found[1])
    if not _CO_OPERATIVE_FROM <= number < _SERIES_BEFORE:
        return None, "series"
    return ("co_operative" if number < _COMMUNITY_BENEFIT_FROM else "community_benefit_society"), "series"


def may_mirror(society: str, company: str) -> bool:
    """Whether a number at Companies House is a way of writing that society's number."""
    own, mirror = _SOCIETY.fullmatch(society), _MIRROR.fullmatch(company)
    if own is None or mirror is None or int(own[1]) != int(mirror[2]):
        return False
    way = mirror[1] if len(mirror[2]) == _DIGITS else f"{mirror[1]}-{mirror[3]}"
    return way in _WRITTEN.get(own[2], "").split()


def company_status(text: str) -> str | None:
    """The state that Companies House prints, in its API's words; None for a word that is not known."""
    return COMPANY_STATUS.get(" ".join(text.lower().split()))
