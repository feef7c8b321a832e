"""What users made of the services that providers ran before the story: the section `ratings`."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from commonweal.play.document import Rating
from commonweal.play.telling import Telling, number, on, pounds
from commonweal.play.tendering import announce, contract, end, offer, publish

#: The policy's keys that weigh and hide ratings, and the platform's own words for them.
RATING_POLICY = {
    "rating_prior_mean": "prior_mean",
    "rating_prior_strength": "prior_strength",
    "rating_public_minimum": "public_minimum",
    "rating_cell_minimum": "cell_minimum",
    "rating_hidden_minimum": "hidden_minimum",
}
AT_ONCE = 1000


def rate(telling: Telling) -> dict[str, Any]:
    """Users rate the services that providers ran before; the results are the section `ratings`."""
    choose_policy(telling)
    for rating in telling.document.ratings:
        if sum(rating.stars.values()):
            service = earlier_service(telling, rating.organisation)
            rate_service(telling, rating, service)
            end(telling, service, on_day=telling.rated_by)
    telling.stage.do(telling.stage.admin, "POST", "/ratings/v1/due", at=on(telling.rated_by))
    return {rating.organisation: rated(telling, rating.organisation) for rating in telling.document.ratings}


def choose_policy(telling: Telling) -> None:
    """Ratings are weighed and hidden by the story's figures; by the rulebook's, where it has none."""
    policy = telling.document.policy
    chosen = {name: policy[key]["value"] for key, name in RATING_POLICY.items() if key in policy}
    figures = {name: float(value) if name == "prior_mean" else int(value) for name, value in chosen.items()}
    telling.stage.do(telling.stage.admin, "PUT", "/ratings/v1/policy", figures)


def earlier_service(telling: Telling, provider: str) -> dict[str, Any]:
    """A contract that a provider had with the council before the story: rated services do not come from nowhere."""
    return service_between(
        telling,
        provider,
        title=f"Support service: {telling.document.organisation(provider).name}",
        until=telling.rated_by,
    )


def service_between(telling: Telling, provider: str, *, title: str, until: date) -> dict[str, Any]:
    """A contract that a provider has with the council since before the story, until that day."""
    begins = telling.begins
    notice = announce(
        telling,
        title=title,
        description="A service that users had before this story begins.",
        lots=[{"title": "The whole service", "value": pounds("250000.00")}],
        criteria=[{"name": "Quality", "kind": "quality", "weight": 100}],
        closes_at=on(begins + timedelta(days=40)),
        at=on(begins, hours=1),
    )
    notice = publish(telling, notice, at=on(begins, hours=2))
    offered = {"lot_id": notice["lots"][0]["id"], "price": pounds("240000.00")}
    bid = offer(telling, notice, provider, [offered], at=on(begins + timedelta(days=39)))
    starts = begins + timedelta(days=70)
    return contract(telling, notice, bid, provider, awarded=begins + timedelta(days=41), starts=starts, ends=until)


def rate_service(telling: Telling, rating: Rating, service: Mapping[str, Any]) -> None:
    """Each user gets a code and spends it."""
    day = telling.begins + timedelta(days=100)
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    codes = codes_for(telling, service, quarter, sum(rating.stars.values()), at=on(day))
    for stars, count in rating.stars.items():
        for _ in range(count):
            review = {
                "credential": next(codes),
                "overall": int(stars),
                "recommend": "yes" if int(stars) > 3 else "no",
                "period": quarter,
            }
            telling.stage.do(telling.stage.public, "POST", "/ratings/v1/reviews", review)


def codes_for(telling: Telling, service: Mapping[str, Any], quarter: str, count: int, *, at: datetime) -> Iterator[str]:
    """So many one-time codes, a thousand at a time."""
    issuer = telling.stage.part("rater_issuer", telling.authority)
    for first in range(0, count, AT_ONCE):
        asked = {"contract_id": service["id"], "quarter": quarter, "count": min(AT_ONCE, count - first)}
        yield from telling.stage.do(issuer, "POST", "/ratings/v1/credentials", asked, at=at)["codes"]


def rated(telling: Telling, organisation: str) -> dict[str, Any]:
    """What the platform makes of an organisation's ratings: for auditors, and for everybody."""
    path = f"/ratings/v1/organisations/{telling.ids[organisation]}"
    evidence = telling.stage.do(telling.stage.part("auditor"), "GET", f"{path}/evidence")
    public = telling.stage.do(telling.stage.public, "GET", f"{path}/summary")
    return {
        "verified_count": evidence["verified_count"],
        "raw_mean": number(evidence["raw_mean"]),
        "adjusted_mean": number(evidence["adjusted_mean"]),
        "score_0_to_10": number(evidence["score_0_to_10"]),
        "no_evidence": evidence["no_evidence"],
        "public": {
            "suppressed": public["suppressed"],
            "adjusted_mean": number(public["score"]),
            "stars": public["stars"],
        },
    }
