"""How quickly everybody in the story is paid: the section `payments_compliance`."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

import httpx

from commonweal.play.contracts import present
from commonweal.play.money import HalfYear, Invoice
from commonweal.play.telling import Telling, pounds
from rulebook.rules import rule

BATCH = 500
FIGURES = (
    *("payments_made", "days", "average_days", "paid_within_30_pct", "paid_31_to_60_pct", "paid_61_or_more_pct"),
    *("became_payable", "payable_not_paid_pct", "late_invoices", "average_days_by_class"),
)
#: Figures of the story's law that the results hang on, and where the platform has them.
LAW = {
    "payment_days": ("payment.terms", "days"),
    "payment_report_days": ("notice.UK17", "days"),
    "contract_payment_notice_over": ("notice.UK8", "payment_over"),
}


def pay(telling: Telling) -> dict[str, Any] | None:
    """Everybody who pays posts its invoices and payments; the platform tells how quickly that went."""
    half_year = telling.document.payments_compliance
    if half_year is None:
        return None
    invoices = telling.document.invoices
    days = [
        half_year.period_end,
        *(it.paid_on or it.received_on for it in invoices),
        *(it.received_on for it in invoices),
    ]
    at = present(telling, not_before=max(days) + timedelta(days=1))
    for payer, group in groupby(invoices, key=lambda it: it.payer):
        post(telling, payer, [*group], at)
    query = {
        "first": half_year.period_start,
        "last": half_year.period_end,
        "procurement_commenced_on": half_year.procurement_commenced_on,
        "classes_on": telling.document.scenario.evidence_as_of,
    }
    path = (
        f"/tendering/v1/buyers/{telling.authority}/payment-days?{'&'.join(f'{it}={day}' for it, day in query.items())}"
    )
    return shown(telling.stage.do(telling.stage.public, "GET", path, at=at))


def post(telling: Telling, payer: str, invoices: list[Invoice], at: datetime) -> None:
    """Its invoices in the order of the story, then what it paid of them."""
    role = "commissioner" if payer == telling.document.scenario.authority else "provider"
    client = telling.stage.part(role, telling.ids[payer])
    send(telling, client, "invoices", [billed(telling, it) for it in invoices], at)
    send(telling, client, "payments", [paid(it) for it in invoices if it.paid_on is not None], at)


def send(
    telling: Telling, client: httpx.Client, kind: str, rows: list[dict[str, Any]], at: datetime, *, to: str = ""
) -> None:
    """In batches. What is not taken is told, as the story may have it."""
    for start in range(0, len(rows), BATCH):
        batch = {kind: rows[start : start + BATCH]}
        outcome = telling.stage.do(client, "POST", f"/tendering/v1/{to or kind}", batch, at=at)
        telling.refused += [f"{it['reference']}: {it['sentence']}" for it in outcome["rejected"]]


def billed(telling: Telling, invoice: Invoice) -> dict[str, Any]:
    """An invoice on the wire."""
    return {
        "reference": invoice.id,
        "buyer_id": str(telling.authority),
        "payee_id": str(telling.ids[invoice.payee]),
        "tier": invoice.tier,
        "amount": pounds(invoice.amount),
        "received_on": invoice.received_on.isoformat(),
    }


def paid(invoice: Invoice) -> dict[str, Any]:
    """Its payment in full."""
    day = invoice.paid_on.isoformat() if invoice.paid_on else None
    return {"reference": f"{invoice.id} paid", "invoice": invoice.id, "amount": pounds(invoice.amount), "paid_on": day}


def shown(report: Mapping[str, Any]) -> dict[str, Any]:
    """The platform's report in the words of the format."""
    return {
        "notice_due": report["notice_due"],
        "tiers": {str(it["tier"]): {name: it[name] for name in FIGURES} for it in report["tiers"]},
        "contract_payment_notices_apply": report["contract_payment_notices_apply"],
        "contract_payment_notices": dict(quarters(report)),
    }


def quarters(report: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """By first and last day."""
    for it in report["contract_payment_notices"]:
        told = {"due": it["due"], "invoices": it["invoices"], "total": it["total"]["amount"]}
        yield f"{it['first']}/{it['last']}", told


def pays_by_our_law(telling: Telling) -> bool:
    """Whether the story's law of payments is the rulebook's."""
    half_year: HalfYear | None = telling.document.payments_compliance
    if half_year is None:
        return True
    stated = {name: telling.document.law[name]["value"] for name in LAW if name in telling.document.law}
    ours = {name: rule(of, on=half_year.period_end).values[key] for name, (of, key) in LAW.items() if name in stated}
    return all(Decimal(str(value)) == Decimal(str(ours[name])) for name, value in stated.items())
