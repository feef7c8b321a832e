"""What the rules say of a scope's shares, on whose authority and why."""

from collections.abc import Iterator
from typing import Self

from chassis.wire import Out
from kernel.rounding import half_up
from rulebook.decisions import Basis
from rulebook.rules import Rule
from transparency.concentration.queries import Counted
from transparency.concentration.rules import CAP, WARNING, rules_on
from transparency.concentration.schemas.shares import SharesOut, sentence
from transparency.flows.domain import Scope
from transparency.flows.schemas import ScopeOut, as_csv

#: A figure of a rule, and the name under which an authority publishes its own.
PUBLISHED = {(CAP, "share"): "share_cap", (WARNING, "share"): "share_warning"}


class RuleOut(Out):
    """A rule, on whose authority it is, and its figures."""

    rule: str
    version: int
    basis: Basis
    source: str
    says: str
    figures: dict[str, str]

    @classmethod
    def of(cls, rule: Rule) -> "RuleOut":
        """As the rulebook has it; what is a list is told with spaces."""
        figures = {
            name: " ".join(map(str, value)) if isinstance(value, list) else str(value)
            for name, value in rule.values.items()
        }
        names = ("version", "basis", "source", "says")
        return RuleOut(rule=rule.id, **{name: getattr(rule, name) for name in names}, figures=figures)


class JudgementOut(RuleOut):
    """What a rule says of the scope, and why. It flags, and keeps nobody out (s.19(3))."""

    outcome: bool | None
    reasons: list[str]


class ConcentrationOut(Out):
    """Who holds how much of a scope, its supply chains included, by the groups of companies of its last day."""

    scope: ScopeOut
    shares: SharesOut
    judgements: list[JudgementOut]

    @classmethod
    def of(cls, scope: Scope, counted: Counted) -> Self:
        shares = SharesOut.of(counted)
        return cls(scope=ScopeOut.of(scope), shares=shares, judgements=[*judgements(scope, counted)])

    def table(self) -> str:
        """One group a row, as CSV."""
        names = ("direct", "paid_down", "received_via_primes", "attributed", "excess")
        rows = [
            (
                *(each.group_id or "", each.name, *(getattr(each, name).amount for name in names)),
                *(
                    "" if share is None else f"{share:f}"
                    for share in (each.direct_share_pct, each.attributed_share_pct)
                ),
                *(
                    "" if flag is None else str(flag).lower()
                    for flag in (each.direct_breach, each.breach, each.warning)
                ),
            )
            for each in self.shares.groups
        ]
        flags = ("direct_share_pct", "attributed_share_pct", "direct_breach", "breach", "warning")
        return as_csv(("group_id", "name", *names, *flags), rows)


def judgements(scope: Scope, counted: Counted) -> Iterator[JudgementOut]:
    """What the cap, the warning before it and the bands of the index say."""
    found, (cap, warning, bands) = counted.found, rules_on(scope.last)
    over = [f"{counted.names[each.group]}: {sentence(each)}" for each in found.over_cap]
    near = [f"{counted.names[each.group]}: {sentence(each)}" for each in found.groups if each.warning]
    if found.too_few_groups:
        near.append(f"With {len(found.named)} groups the cap cannot be kept by arithmetic.")
    if found.index is None:
        yield from (judged(rule, scope, None, ["There is no money to judge."]) for rule in (cap, warning, bands))
        return
    yield judged(cap, scope, not over, over or ["No group holds more than the cap."])
    yield judged(warning, scope, not near, near or ["No group comes near the cap."])
    said = (found.band or "").replace("_", " ")
    reason = f"The Herfindahl-Hirschman index is {half_up(found.index, 4).normalize():f}: {said}."
    yield judged(bands, scope, found.band == "not_concentrated", [reason])


def judged(rule: Rule, scope: Scope, outcome: bool | None, reasons: list[str]) -> JudgementOut:
    """By the rule's figures, or by those that the authority has published in their place."""
    own = {name: str(figure) for name, figure in (scope.figures or {}).items()}
    figures = {name: own.get(PUBLISHED.get((rule.id, name), name), str(value)) for name, value in rule.values.items()}
    names = ("version", "basis", "source", "says")
    return JudgementOut(
        rule=rule.id,
        **{name: getattr(rule, name) for name in names},
        figures=figures,
        outcome=outcome,
        reasons=reasons,
    )
