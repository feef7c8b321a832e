"""What the law asks of terms: of frameworks, of what is bought under a dynamic market, and of direct awards."""

from collections.abc import Sequence
from datetime import date, datetime

from rulebook.decisions import Decision
from rulebook.frameworks import FrameworkKind, framework_is_whole, framework_term_suffices, mechanism_suffices
from rulebook.profiles import Profile, provision
from rulebook.reserved_lots import LotTerms
from rulebook.rules import rule
from tendering.obligations.domain import AuthorityType, Procedure, Regime
from tendering.terms.domain import CallOff, Framework, Terms

USER_CHOICE = "user choice"


def rules_of_frameworks(terms: Terms, profile: Profile, *, on: date, now: datetime) -> Sequence[Decision]:
    """Whether each framework ends in time (s.47) and states what it must (s.45); nothing of what is none."""
    said = terms.framework
    if said is None:
        return []
    lots = [
        LotTerms(starts_on=lot.starts_on, ends_on=lot.ends_on, extension_months=lot.extension_months)
        for lot in terms.lots
    ]
    competes = said.call_off is CallOff.COMPETITION or said.maximum_suppliers == 1
    has_mechanism = said.mechanism is not None and said.core_terms is not None
    return [
        *(
            framework_term_suffices(profile, each, kind_of_framework(terms, said), said.longer_because, on=on, now=now)
            for each in lots
        ),
        framework_is_whole(has_pricing=said.pricing is not None, on=on, now=now),
        mechanism_suffices(is_needed=not competes, is_there=has_mechanism, on=on, now=now),
    ]


def kind_of_framework(terms: Terms, said: Framework) -> FrameworkKind:
    """What decides how long it may last."""
    if said.is_open:
        return FrameworkKind.OPEN if said.maximum_suppliers > 1 else FrameworkKind.OPEN_SINGLE
    return FrameworkKind.UTILITIES if terms.authority_type is AuthorityType.UTILITY else FrameworkKind.CLOSED


def rules_of_market(terms: Terms, *, on: date, now: datetime) -> Sequence[Decision]:
    """Whether what is bought under a dynamic market is bought by the procedure for it (s.34)."""
    if terms.market_id is None:
        return []
    asked = rule("market.procedure", on=on)
    lawful = terms.procedure is Procedure.COMPETITIVE_FLEXIBLE
    says = "Members of a dynamic market compete by a competitive flexible procedure."
    return [asked.decide(lawful, says, inputs={"procedure": terms.procedure}, now=now)]


def rules_of_awarding_directly(terms: Terms, *, on: date, now: datetime) -> Sequence[Decision]:
    """Whether the law knows the ground on which nobody else is asked (ss.41-43), and users may choose here."""
    if terms.justification is None:
        return []
    asked, ground = rule("award.direct", on=on), terms.justification.ground
    name = asked.values["grounds"].get(ground)
    says = f"The ground is {name} ({ground})." if name else f"The law knows no ground {ground!r}."
    found = [asked.decide(name is not None, says, inputs={"ground": ground, "commenced_on": on}, now=now)]
    if terms.procedure is Procedure.USER_CHOICE or name == USER_CHOICE:
        allowed = terms.regime is Regime.LIGHT_TOUCH and terms.procedure is Procedure.USER_CHOICE
        lawful = provision(Profile.LIGHT_TOUCH, "user_choice", on=on)
        says = "Users choose among light-touch services, by the paragraph and the procedure of user choice."
        inputs = {"ground": ground, "regime": terms.regime, "procedure": terms.procedure}
        found.append(lawful.decide(allowed and name == USER_CHOICE, says, inputs=inputs, now=now))
    return found
