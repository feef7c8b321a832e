"""From payments to shares by group, and what leaves a group as profit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rulebook.rules import Rule, rule, rules
from transparency.concentration.domain import Concentration, Figures, GroupShare, Leakage, Parts
from transparency.flows.domain import Flow, Holder, part_of

CAP, WARNING = "seed_social_economy.share_cap", "seed_social_economy.share_warning"
BANDS = "seed_social_economy.concentration"


def rules_on(day: date) -> tuple[Rule, Rule, Rule]:
    """The cap, the warning before it and the bands of the index, that day; of what came before them, the first."""
    cap, warning, bands = (rule(name, on=max(day, rules()[name][0].valid.first)) for name in (CAP, WARNING, BANDS))
    return cap, warning, bands


def figures_on(day: date, published: Mapping[str, Decimal] | None = None) -> Figures:
    """The rulebook's figures, but those that the authority has published in their place."""
    cap, warning, bands = rules_on(day)
    own = {name: Fraction(figure) for name, figure in (published or {}).items()}
    return Figures(
        cap=own.get("share_cap", cap.share("share")),
        warning=own.get("share_warning", warning.share("share")),
        minimum_groups=int(own.get("minimum_groups", warning.number("minimum_groups"))),
        concentrated_over=own.get("hhi_concentrated_over", Fraction(bands.number("hhi_concentrated_over"))),
        highly_concentrated_over=own.get(
            "hhi_highly_concentrated_over", Fraction(bands.number("hhi_highly_concentrated_over"))
        ),
    )


def concentration(flows: Iterable[Flow], parts: Parts, figures: Figures) -> Concentration:
    """Each group's money. What an organisation pays on it no longer holds; inside a group nothing moves."""
    total = Fraction()
    direct: dict[Holder, Fraction] = {}
    paid_down: dict[Holder, Fraction] = {}
    received: dict[Holder, Fraction] = {}
    for flow in flows:
        if flow.is_prime:
            total += flow.pence
            for group, part in owners_of(flow.payee, parts).items():
                direct[group] = direct.get(group, Fraction()) + part * flow.pence
            continue
        for group, moved in moved_by(flow, parts).items():
            side = paid_down if moved < 0 else received
            side[group] = side.get(group, Fraction()) + abs(moved)
    groups = [
        GroupShare(
            group=group,
            direct=direct.get(group, Fraction()),
            paid_down=paid_down.get(group, Fraction()),
            received=received.get(group, Fraction()),
            total=total,
            figures=figures,
        )
        for group in {*direct, *paid_down, *received}
    ]
    return Concentration(total, sorted(groups, key=lambda it: (-it.attributed, str(it.group))), figures)


def moved_by(flow: Flow, parts: Parts) -> Mapping[Holder, Fraction]:
    """What a payment down a chain adds to each group, or takes from it; of whom it does neither nothing is said."""
    payer, payee = owners_of(flow.payer, parts), owners_of(flow.payee, parts)
    changes = {group: payee.get(group, 0) - payer.get(group, 0) for group in {*payer, *payee}}
    return {group: change * flow.pence for group, change in changes.items() if change and flow.pence}


def owners_of(holder: Holder, parts: Parts) -> Mapping[Holder, Fraction]:
    """Whose its money is: its own, where nothing else is known."""
    return parts.get(holder, {holder: Fraction(1)})


def share_if_won(found: Concentration, group: Holder, pence: Fraction) -> Fraction | None:
    """A group's share, if it were paid so much more in a year."""
    return part_of(found.attributed_to(group) + pence, found.total + pence)


def leakage(
    turnover: Fraction, dividends: Fraction, others: Sequence[Fraction], attributed: Fraction | None
) -> Leakage:
    """Dividends and `others` (offshore charges, interest on shareholders' loans) over turnover. An estimate."""
    rate = part_of(dividends + sum(others, Fraction()), turnover)
    estimated = None if rate is None or attributed is None else rate * attributed
    return Leakage(rate, part_of(dividends, turnover), estimated)
