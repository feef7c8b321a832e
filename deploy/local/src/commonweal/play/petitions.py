"""What users demand of a provider, and what comes of it: the section `recall_petitions`."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from commonweal.play.demands import Petition
from commonweal.play.ratings import service_between
from commonweal.play.stage import Refused
from commonweal.play.telling import Telling, number, on

#: The authority's figures, by the names that a story's policy has for them.
FIGURES = {
    "investigation_share": "investigation_share",
    "investigation_count": "investigation_count",
    "authority_response_working_days": "response_working_days",
    "recall_petition_share": "petition_share",
    "recall_ballot_turnout": "ballot_turnout",
    "recall_ballot_majority_over": "ballot_majority_over",
}
RESULTS = (
    *("signatures_received", "duplicates", "not_on_roll", "eligible", "valid_signatures", "valid_pct"),
    *("signatures_needed", "investigation_opened", "authority_response_due", "ballot_triggered"),
    *("turnout_pct", "recall_votes_pct", "recall_passed", "status"),
)
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of codes
MOST_AT_ONCE = 1_000


def petition(telling: Telling) -> dict[str, Any]:
    """Users petition, sign and vote; what came of each petition is the section `recall_petitions`."""
    return {each.id: told(telling, each) for each in telling.document.recall_petitions}


def told(telling: Telling, asked: Petition) -> dict[str, Any]:
    """One petition, from its draft to its result."""
    made = opened(telling, asked)
    sign(telling, asked, made)
    do = telling.stage.do
    do(telling.stage.admin, "POST", "/ratings/v1/due", at=on(asked.closed_on + timedelta(days=1)))
    if asked.ballot is not None:
        returned = asked.ballot.model_dump(mode="json")
        commissioner = telling.stage.part("commissioner", telling.authority)
        try:
            at = on(max(asked.ballot.held_on, asked.closed_on) + timedelta(days=1), hours=1)
            do(commissioner, "POST", f"/ratings/v1/petitions/{made['id']}/ballot", returned, at=at)
        except Refused as refusal:  # too few signed: the story may have a ballot that nobody had to hold
            telling.refused.append(f"the ballot of {asked.id}: {refusal}")
    result = do(telling.stage.public, "GET", f"/ratings/v1/petitions/{made['id']}/result")
    return {name: as_told(name, result[name]) for name in RESULTS}


def title_of(telling: Telling, lot: str) -> str:
    """What the story's own competition calls a lot; a lot of no competition has its id only."""
    competition = telling.document.procurement
    return next((each.title for each in competition.lots if each.id == lot), lot) if competition else lot


def opened(telling: Telling, asked: Petition) -> dict[str, Any]:
    """Drafted, given its roll and opened, by the figures of the story's policy; what that leaves out plays no part."""
    authority, at = telling.authority, on(asked.opened_on)
    commissioner = telling.stage.part("commissioner", authority)
    lot = title_of(telling, asked.lot)
    service = service_between(telling, asked.provider, until=asked.closed_on, title=lot)
    policy = telling.document.policy
    chosen = {name: policy[key]["value"] for key, name in FIGURES.items() if key in policy}
    chosen |= {"sponsors": 0, "repeat_months": 0, "open_days": (asked.closed_on - asked.opened_on).days}
    do = telling.stage.do
    figures = {"valid_from": asked.opened_on.isoformat(), "figures": chosen}
    do(commissioner, "POST", "/ratings/v1/petition-figures", figures, at=at)
    words = {"title": f"Recall the provider of {lot}", "grounds": asked.grounds, "statement": asked.grounds}
    draft = {"contract_id": service["id"], **words}
    made = do(telling.stage.public, "POST", "/ratings/v1/petitions", draft, at=at)
    clause = "The contract's clause on recall by users" if asked.recall_clause_in_contract else None
    roll = {"eligible": len(asked.eligible_tokens.names), "recall_clause": clause}
    path = f"/ratings/v1/petitions/{made['id']}"
    do(commissioner, "PUT", f"{path}/roll", roll, at=at)
    moderator = telling.stage.part("moderator")
    return dict(do(moderator, "POST", f"{path}/moderation", {"outcome": "open"}, at=at))


def sign(telling: Telling, asked: Petition, made: Mapping[str, Any]) -> None:
    """Each token stands for a code: the roll's were handed out, nobody handed out the others.

    Where the roll is so small that codes would hide nobody, an advocate enters them.
    """
    issuer = telling.stage.part("rater_issuer", telling.authority)
    signatory = issuer if made["level"] == "C" else telling.stage.public
    path = f"/ratings/v1/petitions/{made['id']}/codes"
    codes: dict[str, str] = {}
    roll = asked.eligible_tokens.names
    for first in range(0, len(roll), MOST_AT_ONCE):
        names = roll[first : first + MOST_AT_ONCE]
        handed = telling.stage.do(issuer, "POST", path, {"count": len(names)}, at=on(asked.opened_on))["codes"]
        codes.update(zip(names, handed, strict=True))
    for token in asked.signatures:
        body = {"petition_id": made["id"], "credential": codes.setdefault(token, strange_code())}
        try:
            telling.stage.do(signatory, "POST", "/ratings/v1/signatures", body, at=on(asked.opened_on))
        except Refused as refusal:
            if refusal.answer.status_code not in {409, 422}:
                raise


def strange_code() -> str:
    """Well formed, and nobody's."""
    return "".join(secrets.choice(SYMBOLS) for _ in range(20))


def as_told(name: str, value: Any) -> Any:
    """Percentages as the results have them."""
    return number(value) if name.endswith("_pct") else value
