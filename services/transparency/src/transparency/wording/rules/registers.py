"""The registers that give organisations their numbers, and where a number can be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.orgids import parse_org_id


@dataclass(frozen=True, slots=True)
class Register:
    """Who gives numbers of one org-id scheme, and where a number can be looked up; without `{}` only the register."""

    name: str
    address: str


REGISTERS: Mapping[str, Register] = {
    "GB-COH": Register("Companies House", "https://find-and-update.company-information.service.gov.uk/company/{}"),
    "GB-CHC": Register(
        "Charity Commission for England and Wales",
        "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}&subid=0",
    ),
    "GB-SC": Register(
        "Scottish Charity Regulator",
        "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={}",
    ),
    "GB-NIC": Register(
        "Charity Commission for Northern Ireland",
        "https://www.charitycommissionni.org.uk/charity-details/?regid={}&subid=0",
    ),
    "GB-MPR": Register("Mutuals Public Register", "https://mutuals.fca.org.uk/"),
    "GB-PPON": Register("Central Digital Platform", "https://www.find-tender.service.gov.uk/"),
    "GB-LAE": Register("Local authorities in England", "https://org-id.guide/list/GB-LAE"),
    "GB-NHS": Register("NHS Organisation Data Service", "https://odsportal.digital.nhs.uk/"),
    "GB-UKPRN": Register("UK Register of Learning Providers", "https://www.ukrlp.co.uk/"),
    "GB-EDU": Register(
        "Get Information about Schools",
        "https://get-information-schools.service.gov.uk/Establishments/Establishment/Details/{}",
    ),
    "XI-LEI": Register("Legal Entity Identifiers", "https://search.gleif.org/#/record/{}"),
    "XI-ROR": Register("Research Organization Registry", "https://ror.org/{}"),
}


#: ISO 3166 gives XX to nobody, so stories do; there is nothing to look up.
FICTION = Register("Fictional register", "")


@dataclass(frozen=True, slots=True)
class Number:
    """An organisation's number, in whose register, and where to look it up, if anywhere."""

    number: str
    register: str
    address: str


def number_of(org_id: str, scheme: str) -> Number:
    """The org-id as a page shows it; a register we do not know is explained by the org-id list."""
    number = org_id.removeprefix(f"{scheme}-")
    elsewhere = FICTION if scheme.startswith("XX-") else Register(scheme, f"https://org-id.guide/list/{scheme}")
    register = REGISTERS.get(scheme, elsewhere)
    return Number(number, register.name, register.address.format(number))


def number_in(reference: str) -> Number | None:
    """The number that a reference is; None where it is another text, or a number of a register that we do not know."""
    try:
        org_id = parse_org_id(reference)
    except ValueError:
        return None
    return number_of(str(org_id), org_id.scheme) if org_id.scheme in REGISTERS else None
