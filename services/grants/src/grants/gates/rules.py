"""Comply or explain: what each requirement needs to be met, and whether a scheme may open."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from grants.gates.domain import Officer, Plan, Requirement, State
from kernel.clock import day_of
from kernel.errors import Unacceptable
from rulebook.decisions import Decision
from rulebook.rules import rule

# By their numbers in the standard.
RESPONSIBLE, APPROVAL, BUSINESS_CASE, RISK, MEASURES = 1, 2, 4, 7, 8


def names_of_requirements(*, on: date) -> tuple[str, ...]:
    """The minimum requirements in the standard's own order, the first being number 1."""
    return rule("govs015", on=on).words("requirements")


def must_be_statements(requirements: Sequence[Requirement], *, today: date) -> None:
    """Raise Unacceptable for a number that is none or comes twice, and for what is claimed without saying why."""
    numbers = [each.number for each in requirements]
    for place, each in enumerate(requirements):
        path = f"/requirements/{place}"
        if not 1 <= each.number <= len(names_of_requirements(on=today)) or each.number in numbers[:place]:
            raise Unacceptable(f"{path}/number", "The requirements are numbered from 1 to 10, each once.")
        if each.state is State.MET and not each.evidence:
            raise Unacceptable(f"{path}/evidence", "Say what shows that the requirement is met.")
        if each.state is State.EXPLAINED and not each.explanation:
            raise Unacceptable(f"{path}/explanation", "Say why the requirement is not met; everybody can read it.")
        if each.approved_on and each.approved_on > today:
            raise Unacceptable(f"{path}/approved_on", "Nothing is approved on a day to come.")


def may_open(plan: Plan, *, is_adopted: bool, now: datetime) -> Decision:
    """Whether all ten are met or explained; a no stops only a funder that adopted the standard."""
    stated = {each.number: each for each in plan.requirements}
    names = names_of_requirements(on=day_of(now))
    faults = {
        number: fault
        for number, name in enumerate(names, 1)
        if (fault := fault_of(plan, stated.get(number), f"{number} {name}", today=day_of(now)))
    }
    return rule("govs015", on=day_of(now)).decide(
        not faults,
        *(faults.values() or ["Each requirement is met or explained."]),
        inputs={
            f"requirement_{number}": stated[number].state if number in stated else "not stated"
            for number in range(1, len(names) + 1)
        },
        now=now,
        published=is_adopted,
    )


def fault_of(plan: Plan, requirement: Requirement | None, name: str, *, today: date) -> str | None:
    """What keeps a requirement from being met or explained, in a sentence; None for nothing."""
    if requirement is None or requirement.state is State.NOT_MET:
        return f"Requirement {name} is neither met nor explained."
    if requirement.state is State.MET:
        return next((f"Requirement {name}: {missing}" for missing in missing_of(plan, requirement, today=today)), None)
    return None


def missing_of(plan: Plan, requirement: Requirement, *, today: date) -> Iterator[str]:
    """What its evidence lacks of what the standard asks for by kind."""
    limit = rule("grants.approval", on=today).money("approval_over")
    match requirement.number:
        case number if number == RESPONSIBLE and not is_covered(requirement.officers, today, plan.offer.closes_on):
            yield "name who is responsible, from today to the last day for applications without a gap."
        case number if number == APPROVAL and plan.offer.budget > limit and requirement.approved_on is None:
            yield f"a budget of more than £{limit} is approved before the scheme opens; say on which day."
        case number if number == BUSINESS_CASE and requirement.document_sha256 is None:
            yield "the business case is a document; name the version that was approved."
        case number if number == RISK and requirement.approved_on is None:
            yield "the assessment of the risk of fraud is approved; say on which day."
        case number if number == MEASURES and not (
            requirement.outcomes and all(outcome.measures for outcome in requirement.outcomes)
        ):
            yield "each outcome has at least one measure."


def is_covered(officers: Sequence[Officer], first: date, last: date) -> bool:
    """Whether somebody is responsible on each day from the first to the last, both included."""
    missing = first
    for officer in sorted(officers, key=lambda each: each.since):
        if officer.since > missing:
            break
        if officer.until is None:
            return True
        missing = max(missing, officer.until + timedelta(days=1))
    return missing > last
