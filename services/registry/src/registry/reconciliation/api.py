"""The Reconciliation API 0.2 (W3C Community Group): what tools such as OpenRefine match lists by."""

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Query, Request
from pydantic import ValidationError

from chassis.http import Now, Reading, Router
from chassis.problems import INVALID, MEDIA_TYPE, Fault, Problem, invalid
from chassis.sentences import sentence_of
from chassis.strict import parse
from chassis.wire import Name
from kernel.clock import day_of
from kernel.schemes import SCHEMES
from registry.reconciliation.queries import candidates
from registry.reconciliation.rules import Candidate
from registry.reconciliation.schemas import MOST_QUERIES, Queries, QueryIn

PATH, FORM = "/registry/v1/reconcile", "application/x-www-form-urlencoded"
TYPES = [{"id": "organisation", "name": "Organisation"}, *({"id": it, "name": SCHEMES[it].register} for it in SCHEMES)]
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {"type": "object", "required": ["queries"], "properties": {"queries": {"type": "string"}}},
                "example": {"queries": '{"q0": {"query": "Harbour Homes CIC", "limit": 3}}'},
            }
        },
    }
}
router = Router(prefix="/reconcile", tags=["reconciliation"])


@router.get("")
async def reconcile_by_address(
    request: Request, session: Reading, now: Now, queries: Annotated[str | None, Query(max_length=20_000)] = None
) -> dict[str, Any]:
    """The service's manifest; with `queries`, their candidates."""
    if queries is not None:
        return await answered(session, queries, now)
    base = f"{str(request.base_url).rstrip('/')}"
    return {
        "versions": ["0.2"],
        "name": "Commonweal registry",
        "identifierSpace": "http://org-id.guide",
        "schemaSpace": f"{base}{PATH}",
        "defaultTypes": TYPES[:1],
        "view": {"url": f"{base}/registry/v1/organisations/{{{{id}}}}"},
        "suggest": {"entity": {"service_url": base, "service_path": f"{PATH}/suggest/entity"}},
    }


@router.post("", openapi_extra=BODY)
async def reconcile(request: Request, session: Reading, now: Now) -> dict[str, Any]:
    """The candidates for each line of a list, the best first. `match` is true where nobody needs to look.

    That is a number that one body bears, or a name and a postcode that agree exactly with one: never a name alone.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Problem(MEDIA_TYPE, f"Send {FORM}.", headers={"Accept": FORM})
    try:
        pairs = parse_qsl((await request.body()).decode("ascii"), True, max_num_fields=20, errors="strict")
    except ValueError as error:
        raise invalid("/queries", "The form cannot be read.") from error
    return await answered(session, dict(pairs).get("queries", ""), now)


@router.get("/suggest/entity")
async def suggest_entity(session: Reading, now: Now, prefix: Annotated[Name, Query()]) -> dict[str, Any]:
    """Organisations whose name begins so, or nearly."""
    found = await candidates(session, prefix, postcode="", org_id="", of_type=None, on=day_of(now), limit=10)
    return {"result": [shown(it) for it in found]}


async def answered(session: Reading, text: str, now: Now) -> dict[str, Any]:
    """Each query by its key. Raises Problem (422) with the place of every fault."""
    answers = {}
    for key, query in queries_in(text).items():
        found = await candidates(
            session,
            query.query,
            postcode=query.said("postcode"),
            org_id=query.said("org-id"),
            of_type=query.of_type,
            on=day_of(now),
            limit=query.limit,
        )
        answers[key] = {"result": [shown(it) for it in found]}
    return answers


def queries_in(text: str) -> dict[str, QueryIn]:
    """The batch. Raises Problem (422)."""
    try:
        batch = Queries.validate_python(parse(text.encode()))
    except ValidationError as error:
        faults = [Fault("/queries/" + "/".join(map(str, it["loc"])), sentence_of(it)) for it in error.errors()]
        raise Problem(INVALID, "The queries cannot be understood.", errors=faults[:100]) from error
    if not 1 <= len(batch) <= MOST_QUERIES:
        raise invalid("/queries", f"A batch has 1 to {MOST_QUERIES} queries.")
    return batch


def shown(it: Candidate) -> dict[str, Any]:
    """A candidate as the specification has it; its id is the org-id, or ours where it has none."""
    hit = it.hit
    types = [
        {"id": scheme, "name": SCHEMES[scheme].register if scheme in SCHEMES else scheme} for scheme in hit.registers
    ]
    described = ", ".join(filter(None, (hit.kind, hit.postcode, str(hit.standing))))
    return {
        "id": str(hit.org_ids[0]) if hit.org_ids else str(hit.organisation_id),
        "name": hit.name,
        "score": it.score,
        "match": it.match,
        "type": [*types, TYPES[0]],
        "description": described,
    }
