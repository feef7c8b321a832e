"""Facts as sentences and as parts of them."""

from collections.abc import Iterable

from pages.shelf import capital, pounds
from transparency.wording.rules.countries import in_country
from transparency.wording.rules.facts import AMOUNTS, CHOICES, FIGURES, TRUTHS

SOME = ("board_members_users", "workforce_disabled_or_disadvantaged", "staff_below_living_wage")  # of a whole


def said(name: str, value: bool | int | str) -> str:
    """A fact as part of a sentence: `its board has 9 voting members`."""
    if name in TRUTHS and isinstance(value, bool):
        return TRUTHS[name].yes if value else TRUTHS[name].no
    if name in CHOICES and str(value) in CHOICES[name].says:
        return CHOICES[name].says[str(value)]
    if name == "ultimate_controller_country":
        return f"whoever ultimately controls it is {in_country(str(value))}"
    if name in FIGURES:
        return FIGURES[name].says.format(_number(name, value))
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return f"{name.replace('_', ' ')}: {shown}"


def _number(name: str, value: bool | int | str) -> str:
    if name in AMOUNTS:
        return pounds(value)
    if name in SOME and value == 0:
        return "none"
    return f"{value:,}" if isinstance(value, int) else value.replace("_", " ")


def wondered(name: str) -> str:
    """What is not known while a fact is missing, as it follows “nobody has told us”."""
    if name == "ultimate_controller_country":
        return "in which country whoever ultimately controls it is"
    if name in TRUTHS:
        return TRUTHS[name].whether
    known = FIGURES.get(name) or CHOICES.get(name)
    return known.what if known else f"its {name.replace('_', ' ')}"


def sentence_of(name: str, value: bool | int | str) -> str:
    """What a fact says, as a sentence."""
    return capital(said(name, value)) + "."


def together(parts: Iterable[str], word: str = "and") -> str:
    """`a, b and c`."""
    *first, last = parts
    return f"{', '.join(first)} {word} {last}" if first else last
