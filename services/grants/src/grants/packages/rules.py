"""What the rulebook says of a package on the day that it closes."""

from collections.abc import Iterator
from datetime import date, datetime

from grants.packages.domain import AssetPart, Package
from kernel.clock import day_of
from kernel.periods import months_later
from rulebook.decisions import Decision
from rulebook.rules import rule


def decisions_on(package: Package, *, now: datetime) -> Iterator[Decision]:
    """Of each asset how old its valuation is and how far below value it goes; of debt, whether it can be served."""
    for asset in package.assets:
        yield valuation_is_fresh(asset, now=now)
        yield undervalue_is_allowed(asset, now=now)
    if package.cover_base is not None or package.cover_stress is not None:
        yield service_is_covered(package, now=now)


def valuation_is_fresh(asset: AssetPart, *, now: datetime) -> Decision:
    """A rule that every package announces, so it blocks."""
    today: date = day_of(now)
    fresh = rule("packages.valuation", on=today)
    ok = asset.valued_on <= today <= months_later(asset.valued_on, fresh.number("months"))
    said = f"{asset.title} was valued on {asset.valued_on} by {asset.valuer}."
    return fresh.decide(ok, said, inputs={"valued_on": asset.valued_on, "closes_on": today}, now=now, published=True)


def undervalue_is_allowed(asset: AssetPart, *, now: datetime) -> Decision:
    """Of the law: beyond the general consent a disposal needs one of its own."""
    law = rule("asset_transfer", on=day_of(now))
    most = law.money("undervalue_maximum")
    ok = asset.discount <= most or asset.consent is not None
    said = f"{asset.title} goes for £{asset.discount} less than its value; £{most} needs no consent of its own."
    inputs = {"discount": asset.discount, "consent": asset.consent}
    return law.decide(ok, said, inputs=inputs, now=now)


def service_is_covered(package: Package, *, now: datetime) -> Decision:
    """Flagged and not forbidden; a forecast that nobody made is unknown."""
    cover = rule("packages.cover", on=day_of(now))
    found = {"base": package.cover_base, "stress": package.cover_stress}
    short = [name for name, ratio in found.items() if ratio is not None and ratio < cover.share(f"{name}_minimum")]
    known = None not in found.values()
    said = f"Short of cover: {', '.join(short)}." if short else "No forecast is short of cover."
    return cover.decide(False if short else (True if known else None), said, inputs=found, now=now)
