"""What each label says of an organisation: if it bears it, if it does not, and if nobody knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part of the page that a label belongs to."""

    KIND = "kind"
    PRINCIPLE = "principle"
    GRADE = "grade"
    CONDUCT = "conduct"
    EXTRACTION = "extraction"


@dataclass(frozen=True, slots=True)
class Label:
    """`yes` and `no` are sentences; `whether` follows “We do not know”. What is `of_register` only one proves."""

    yes: str
    no: str
    whether: str
    part: Part = Part.KIND
    of_register: str = ""  # what it would be, such as “a registered charity”


def _is(what: str, *, of_register: bool = False) -> Label:
    return Label(
        f"It is {what}.", f"It is not {what}.", f"whether it is {what}", of_register=what if of_register else ""
    )


def _keeps(yes: str, no: str, whether: str) -> Label:
    return Label(yes, no, whether, Part.PRINCIPLE)


def _extracts(yes: str, no: str, whether: str) -> Label:
    return Label(yes, no, whether, Part.EXTRACTION)


#: In the order in which they are told.
LABELS: Mapping[str, Label] = {
    "charity": _is("a registered charity", of_register=True),
    "cio": _is("a charitable incorporated organisation", of_register=True),
    "scio": _is("a Scottish charitable incorporated organisation", of_register=True),
    "charitable_company": _is("a charitable company", of_register=True),
    "community_interest_company": _is("a community interest company", of_register=True),
    "co_operative": _is("a co-operative"),
    "community_benefit_society": _is("a community benefit society", of_register=True),
    "community_amateur_sports_club": _is("a community amateur sports club", of_register=True),
    "cqc_registered": _is("registered with the Care Quality Commission", of_register=True),
    "user_led": _is("user-led"),
    "user_led_75": Label(
        "At least three quarters of its board are users.",
        "Fewer than three quarters of its board are users.",
        "whether at least three quarters of its board are users",
    ),
    "public_service_mutual": _is("a public service mutual"),
    "supported_employment_provider": _is("a supported employment provider"),
    "social_enterprise": _is("a social enterprise"),
    "social_enterprise_mark": _is("a social enterprise whose assets are locked"),
    "vcse": _is("a voluntary, community or social enterprise (VCSE)"),
    "sme": _is("a small or medium-sized enterprise (SME)"),
    "local": Label(
        "It is local to its buyer’s area.",
        "It is not local to its buyer’s area.",
        "whether it is local to its buyer’s area",
    ),
    "anchor": _is("an anchor institution of its place"),
    "overseas_owned": Label(
        "It is controlled from outside the United Kingdom.",
        "It is not controlled from outside the United Kingdom.",
        "whether it is controlled from outside the United Kingdom",
    ),
    "not_for_profit_grade": Label(
        "It is not for profit.", "It is not a not-for-profit organisation.", "whether it is not for profit", Part.GRADE
    ),
    "mission": _keeps(
        "Its governing document commits it to a social or environmental mission.",
        "Its governing document commits it to no social or environmental mission.",
        "whether its governing document commits it to a mission",
    ),
    "independence": _keeps(
        "It is no part of government, and no body that works for profit controls it.",
        "It is part of government, or a body that works for profit controls it.",
        "whether it is independent of government and of bodies that work for profit",
    ),
    "employee_ownership": _keeps(
        "Its employees own most of it, or run it.",
        "Its employees neither own most of it nor run it.",
        "whether its employees own or run it",
    ),
    "community_ownership": _keeps(
        "The community that it serves owns or elects most of it.",
        "The community that it serves does not own or elect most of it.",
        "whether the community that it serves owns or elects most of it",
    ),
    "transparency": _keeps(
        "It publishes its accounts, reports what it achieves, and lets its board be observed.",
        "It does not do all of this: publish its accounts, report what it achieves, let its board be observed.",
        "whether it publishes its accounts, reports what it achieves and lets its board be observed",
    ),
    "conduct_within_grade": Label(
        "What it does is within what its constitution promises.",
        "What it does goes beyond what its constitution promises.",
        "whether what it does is within what its constitution promises",
        Part.CONDUCT,
    ),
    "extractive_index_high": _extracts(
        "Its extractive index is high.", "Its extractive index is not high.", "whether its extractive index is high"
    ),
    "extraction_leakage": _extracts(
        "Much of what it turns over leaves it as dividends, interest or charges of related parties.",
        "Little of what it turns over leaves it as dividends, interest or charges of related parties.",
        "how much of what it turns over leaves it",
    ),
    "extraction_dividends": _extracts(
        "It distributed more profit than it kept.", "It kept the most part of its profit.", "how much profit it kept"
    ),
    "extraction_loan_interest": _extracts(
        "It pays its shareholders high interest on their loans.",
        "It does not pay its shareholders high interest on loans.",
        "what interest it pays its shareholders",
    ),
    "extraction_offshore": _extracts(
        "It has not disclosed its ultimate parent in a tax haven.",
        "It has no undisclosed parent in a tax haven.",
        "whether it has an undisclosed parent in a tax haven",
    ),
    "extraction_low_pay": _extracts(
        "Many of its staff are paid less than the real living wage.",
        "Few or none of its staff are paid less than the real living wage.",
        "how many of its staff are paid less than the real living wage",
    ),
    "extraction_late_payment": _extracts(
        "It lets its suppliers wait long for their money.",
        "It does not let its suppliers wait long for their money.",
        "how long its suppliers wait for their money",
    ),
    "extraction_no_asset_lock": _extracts(
        "Nothing locks its assets for similar aims when it ends.",
        "Its assets are locked for similar aims when it ends.",
        "whether its assets are locked for similar aims when it ends",
    ),
}

PRINCIPLES: Mapping[str, str] = {
    "mission": "Mission",
    "independence": "Independence",
    "employee_ownership": "Employee ownership",
    "community_ownership": "Community ownership",
    "transparency": "Transparency",
}

#: Not for profit, in five grades.
GRADES: Mapping[str, str] = {
    "N3": "It is not for profit, and locked so by law: the law bars it from distributing profit, and a statutory lock "
    "keeps its assets for similar aims.",
    "N2": "It is not for profit by its own constitution: its articles or the law bar it from distributing profit, and "
    "its assets are locked for similar aims.",
    "N1": "It is not a not-for-profit organisation, but nearly: what it may distribute is capped, or its assets have "
    "no lock.",
    "N0": "It works for profit: it is free to distribute what it earns.",
    "NX": "We do not know whether it is not for profit.",
}
