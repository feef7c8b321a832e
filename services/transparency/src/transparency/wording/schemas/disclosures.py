"""What an organisation disclosed, in a sentence."""

from collections.abc import Mapping
from typing import Any

from events.registry.openness import Disclosure
from pages.shelf import day, pounds, total
from transparency.wording.domain import Disclosed
from transparency.wording.rules.countries import country

TITLES = {
    "living_wage": "Pay",
    "payment_practice": "Payment of suppliers",
    "tax_jurisdictions": "Taxes by country",
}


def disclosed(it: Disclosure) -> Disclosed:
    """A disclosure in words, and whether it came in time."""
    late = f"{it.days_late} {'day' if it.days_late == 1 else 'days'} late" if it.days_late > 0 else "in time"
    figures: Mapping[str, Any] = it.figures
    return Disclosed(
        title=TITLES.get(it.kind, it.kind.replace("_", " ").capitalize()),
        period=f"{day(it.first)} to {day(it.last)}",
        sentence=_sentence(it.kind, figures),
        told=f"Told on {day(it.disclosed_on)}, {late}" + (", corrected since." if it.corrects else "."),
    )


def _sentence(kind: str, figures: Mapping[str, Any]) -> str:
    if kind == "living_wage":
        few = f"{figures['staff_below_living_wage']:,} of them are paid less than the real living wage"
        return f"It employs {figures['staff']:,} people; {few}."
    if kind == "payment_practice":
        return (
            f"Suppliers wait {figures['mean_days']} days for their money on average; {figures['within_30_pct']}% of "
            f"invoices are paid within 30 days, {figures['after_60_pct']}% after more than 60."
        )
    if kind == "tax_jurisdictions":
        taxed = figures["jurisdictions"]
        paid = pounds(total(each["tax_paid"] for each in taxed))
        return f"It paid {paid} in taxes, in {', '.join(country(each['country']) for each in taxed)}."
    return ""
