"""Where the money of a story went: the sections `spend` and `local_multiplier`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from commonweal.play.contracts import present
from commonweal.play.findings import compiled, procurement_of
from commonweal.play.payments import send
from commonweal.play.scopes import UNTRACED, Account, Flows, Paid, Scope, Spend
from commonweal.play.telling import Telling, pounds

#: What the story's policy calls the figures that an authority may publish in the place of the rulebook's.
FIGURES = {
    "share_cap": "supplier_share_cap",
    "share_warning": "supplier_share_warning",
    "minimum_groups": "minimum_groups_for_cap",
    "hhi_concentrated_over": "hhi_concentrated_over",
    "hhi_highly_concentrated_over": "hhi_highly_concentrated_over",
}
AMOUNTS = ("direct", "paid_down", "received_via_primes", "attributed", "excess")
SHARES = ("direct_share_pct", "direct_breach", "attributed_share_pct", "breach", "warning")
ACCOUNTS = ("turnover", "dividends", "offshore_related_party_charges", "shareholder_loan_interest")
PLAIN = ("hhi", "hhi_band", "top_three_share_pct", "group_count", "too_few_groups")


def follow_money(telling: Telling) -> dict[str, Any] | None:
    """The authority tells of every scope's payments, and everybody reads what they come to."""
    spend = telling.document.spend
    if spend is None:
        return None
    at = present(telling, not_before=max(days_of(spend), default=telling.begins) + timedelta(days=1))
    opened = {each.id: tell_scope(telling, each, at) for each in spend.scopes}
    return {
        "scopes": {each.id: shares_of(telling, each, opened[each.id], at) for each in spend.scopes},
        "flows": flows_of(telling, spend.flows, at) if spend.flows else None,
        "leakage": {each.organisation: leakage_of(telling, each, opened, at) for each in spend.leakage_accounts},
    }


def days_of(spend: Spend) -> Iterator[date]:
    """Every day on which money moved."""
    for scope in spend.scopes:
        yield from (row.paid_on for row in (*scope.payments, *scope.subcontract_payments))
    if spend.flows is not None:
        yield from (row.paid_on for row in (*spend.flows.prime_payments, *spend.flows.subcontract_payments))


def tell_scope(telling: Telling, scope: Scope, at: datetime) -> str:
    """Each scope is a dataset of its own. Returns its id."""
    said = {"reference": f"scope {scope.id}", "title": scope.title or scope.id, "kind": scope.kind}
    days = {"first": scope.period_start.isoformat(), "last": scope.period_end.isoformat()}
    return open_dataset(telling, {**said, **days, "division": scope.cpv_division}, scope.payments, scope, at)


def open_dataset(
    telling: Telling, said: Mapping[str, Any], paid: Sequence[Paid], rest: Scope | Flows, at: datetime
) -> str:
    """A dataset with the figures that the authority published, and all its payments."""
    policy = telling.document.policy
    figures = {ours: float(policy[theirs]["value"]) for ours, theirs in FIGURES.items() if theirs in policy}
    if "minimum_groups" in figures:
        figures["minimum_groups"] = int(figures["minimum_groups"])
    commissioner = telling.stage.part("commissioner", telling.authority)
    opened = telling.stage.do(commissioner, "POST", "/tendering/v1/datasets", {**said, "figures": figures}, at=at)
    rows = [{"reference": f"payment {number}", **row_of(telling, row)} for number, row in enumerate(paid, 1)]
    for number, row in enumerate(rest.subcontract_payments, 1):
        below = {"tier": 2, "payer_id": id_of(telling, row.payer), "division": row.cpv_division}
        rows.append({"reference": f"subcontract payment {number}", **row_of(telling, row), **below})
    send(telling, commissioner, "payments", rows, at, to=f"datasets/{opened['id']}/payments")
    return str(opened["id"])


def row_of(telling: Telling, row: Paid) -> dict[str, Any]:
    """A payment on the wire."""
    return {
        "payee_id": id_of(telling, row.payee),
        "amount": pounds(row.amount),
        "paid_on": row.paid_on.isoformat(),
    }


def shares_of(telling: Telling, scope: Scope, dataset: str, at: datetime) -> dict[str, Any]:
    """The shares of a scope, and what is asked beside them."""
    told = telling.stage.do(telling.stage.public, "GET", f"/transparency/v1/datasets/{dataset}/concentration", at=at)
    found = {"kind": told["scope"]["kind"], **shown(telling, told["shares"])}
    if scope.pro_forma is None and scope.what_if_bid_wins is None:
        return found
    asked = {"dataset_id": dataset, **changes_of(telling, scope), "bid": bid_of(telling, scope)}
    supposed = telling.stage.do(telling.stage.public, "POST", "/transparency/v1/simulations", asked, at=at)
    if scope.pro_forma is not None:
        found["pro_forma"] = shown(telling, supposed["supposed"])
    if scope.what_if_bid_wins is not None:
        won = supposed["bid"]
        named = {"bid": scope.what_if_bid_wins, "group": name_of(telling, won["group_id"])}
        found["what_if_bid_wins"] = {**named, **{it: won[it] for it in ("attributed_share_pct", "breach")}}
    return found


def changes_of(telling: Telling, scope: Scope) -> dict[str, Any]:
    """What the story's awards would change."""
    asked = scope.pro_forma
    if asked is None:
        return {}
    planned = telling.document.subcontracts if asked.add_planned_subcontracts else []
    return {
        "ended": [
            {"payee_id": id_of(telling, each.payee), "amount": pounds(each.amount)} for each in asked.ended_spend
        ],
        "awards": awards_of(telling) if asked.add_awards else [],
        "subcontracts": [
            {
                "payer_id": id_of(telling, each.payer),
                "payee_id": id_of(telling, each.payee),
                "amount": pounds(each.annual_value),
                "division": each.cpv_division,
            }
            for each in planned
        ],
    }


def bid_of(telling: Telling, scope: Scope) -> dict[str, Any] | None:
    """The bid that is supposed to win."""
    bid = next((each for each in telling.document.bids if each.id == scope.what_if_bid_wins), None)
    return None if bid is None else priced(telling, id_of(telling, bid.bidder), bid.price)


def awards_of(telling: Telling) -> list[dict[str, Any]]:
    """What the story's lots were awarded for; a year's part of it counts."""
    lots = telling.document.procurement.lots if telling.document.procurement else []
    won = [telling.contracts[lot.id] for lot in lots if lot.id in telling.contracts]
    return [priced(telling, each["supplier_id"], each["award"]["value"]["amount"]) for each in won]


def priced(telling: Telling, payee: str | None, price: str) -> dict[str, Any]:
    """A price over the term of the procurement."""
    months = compiled(telling, procurement_of(telling))["term"]["months"]
    return {"payee_id": payee, "price": pounds(price), "months": months}


def shown(telling: Telling, shares: Mapping[str, Any]) -> dict[str, Any]:
    """Shares in the words of the format, by the story's own names."""
    groups = {
        name_of(telling, each["group_id"]): {
            **{name: each[name]["amount"] for name in AMOUNTS},
            **{name: each[name] for name in SHARES},
        }
        for each in shares["groups"]
    }
    return {
        **{name: shares[name]["amount"] for name in ("total", "cap_amount")},
        "groups": dict(sorted(groups.items())),
        **{name: shares[name] for name in PLAIN},
        "over_cap": sorted(name_of(telling, each) for each in shares["over_cap"]),
    }


def flows_of(telling: Telling, flows: Flows, at: datetime) -> dict[str, Any]:
    """What everybody retained of a year's payments, and of what class they are."""
    days = {"first": flows.period_start.isoformat(), "last": flows.period_end.isoformat()}
    said = {"reference": "flows", "title": "Payments under the contracts", "kind": "body", **days}
    dataset = open_dataset(telling, said, flows.prime_payments, flows, at)
    day = telling.document.scenario.evidence_as_of
    path = f"/transparency/v1/datasets/{dataset}/flows?classes_on={day}"
    told = telling.stage.do(telling.stage.public, "GET", path, at=at)
    retained = {name_of(telling, it["organisation_id"]): it["retained"]["amount"] for it in told["organisations"]}
    return {
        "total": told["total"]["amount"],
        "retained": dict(sorted(retained.items())),
        "over_paid_down": sorted(name_of(telling, each) for each in told["over_paid_down"]),
        "shares": told["shares"],
    }


def leakage_of(telling: Telling, account: Account, opened: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """What left as profit by a year's accounts: an estimate."""
    scope = account.attributed_spend_scope
    asked = {
        "organisation_id": id_of(telling, account.organisation),
        "dataset_id": scope and opened[scope],
        "accounts_year_end": account.accounts_year_end.isoformat(),
        **{name: pounds(getattr(account, name)) for name in ACCOUNTS},
    }
    told = telling.stage.do(telling.stage.public, "POST", "/transparency/v1/leakage", asked, at=at)
    estimated = told["estimated_leakage"]
    rates = {name: told[name] for name in ("leakage_rate_pct", "dividend_only_pct")}
    return {**rates, "estimated_leakage": estimated and estimated["amount"]}


def turn_money(telling: Telling) -> dict[str, Any] | None:
    """How often the story's money turns in the place."""
    given = telling.document.local_multiplier
    if given is None:
        return None
    amounts = {name: pounds(getattr(given, name)) for name in ("spend", "local_staff_pay", "local_purchases")}
    parts = {
        name: float(getattr(given, name)) for name in ("staff_local_respend_share", "supplier_local_respend_share")
    }
    path, at = "/transparency/v1/local-multiplier", present(telling)
    told = telling.stage.do(telling.stage.public, "POST", path, {**amounts, **parts}, at=at)
    rounds = {name: told[name]["amount"] for name in ("round_1", "round_2", "round_3")}
    return {**rounds, "multiplier": told["multiplier"]}


def id_of(telling: Telling, name: str) -> str | None:
    """An organisation on the wire; nobody, for money that was not traced."""
    return None if name == UNTRACED and name not in telling.ids else str(telling.ids[name])


def name_of(telling: Telling, known: str | None) -> str:
    """An organisation by the story's own name."""
    return next((name for name, it in telling.ids.items() if str(it) == known), UNTRACED)
