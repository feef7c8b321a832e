"""Every duty of a case, and the two ways to spell one out: as a notice of the statute, or as a clock of a rule."""

from datetime import date

from rulebook.notices import duty
from rulebook.rules import Rule
from tendering.obligations.domain import Case, Force, Layer, Obligation, Step


def notice(
    case: Case, code: str, force: Force, because: str, *, due: date | None = None, met: Step | None = None
) -> Obligation:
    """A notice that the statute asks for. Raises NotInForce where its duty had not begun when the case did."""
    met_on = case.steps.get(met) if met else None
    due = None if force is Force.EXEMPT else due
    return notice_of(duty(code, on=case.commenced_on), code, force, because, due=due, met_on=met_on)


def notice_of(
    found: Rule, code: str, force: Force, because: str, *, due: date | None, met_on: date | None
) -> Obligation:
    """The same of anything that the statute wants told, in the words of its duty."""
    return Obligation(
        code=code,
        name=str(found.values["name"]),
        layer=Layer.STATUTE,
        force=force,
        because=because,
        rule=found.id,
        source=found.source,
        clock=str(found.values["due"]),
        due=due,
        met_on=met_on,
    )


def clock(
    case: Case,
    code: str,
    found: Rule,
    because: str,
    *,
    layer: Layer = Layer.STATUTE,
    force: Force = Force.REQUIRED,
    due: date | None = None,
    met: Step | None = None,
) -> Obligation:
    """A duty that is no notice: something to wait for, to send or to keep, in the words of its rule."""
    return Obligation(
        code=code,
        name=code.replace("_", " "),
        layer=layer,
        force=force,
        because=because,
        rule=found.id,
        source=found.source,
        clock=found.says,
        due=None if force is Force.EXEMPT else due,
        met_on=case.steps.get(met) if met else None,
    )
