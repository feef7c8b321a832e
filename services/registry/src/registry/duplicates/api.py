"""Records of one body over HTTP: the registrars' queue, and what they decided."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, role
from chassis.wire import IdIn
from registry.duplicates import commands, queries
from registry.duplicates.domain import Candidate, Verdict
from registry.duplicates.rules.merges import Merge
from registry.duplicates.schemas import CandidateOut, MergeIn, MergeOut, ReasonIn, ReportIn
from registry.organisations.domain import Speaker

router = Router(tags=["duplicates"])

Reviewer = Annotated[Actor, Depends(role("registrar", "platform_admin"))]
Reporter = Annotated[Actor, Depends(role("registrar", "platform_admin", "commissioner", "provider", "funder"))]
Onlooker = Annotated[Actor, Depends(role("registrar", "platform_admin", "auditor"))]


def judge(actor: Reviewer) -> Speaker:
    """The caller, who judges records other than their own organisation's."""
    return Speaker(actor.organisation, registrar=True)


Judging = Annotated[Speaker, Depends(judge)]


@router.post("/duplicates", status_code=201, response_model=CandidateOut)
async def report_duplicate(body: ReportIn, _: Reporter, tx: Transaction, now: Now) -> Candidate:
    """Two records look like one body's to you: ask the registrars to look at them."""
    return await commands.report_duplicate(tx, body.one_id, body.other_id, now=now)


@router.get("/duplicates", response_model=Listing[CandidateOut])
async def review_duplicates(
    session: Reading, _: Onlooker, page: Page, verdict: Annotated[Verdict, Query()] = Verdict.OPEN
) -> Listing[Candidate]:
    """Registrars: pairs of records that may be of one body, the strongest suspicion first."""
    found = await queries.candidates_to_review(session, verdict, after=page.after, limit=page.limit)
    return paged(found, page, key=lambda candidate: [candidate.score, candidate.id])


@router.get("/duplicates/{candidate_id}", response_model=CandidateOut)
async def read_duplicate(candidate_id: UUID, session: Reading, _: Onlooker) -> Candidate:
    """Registrars: one pair, with its grounds."""
    return await queries.candidate_of(session, candidate_id)


@router.post("/duplicates/{candidate_id}/dismiss", response_model=CandidateOut)
async def dismiss_duplicate(
    candidate_id: UUID, body: ReasonIn, *, actor: Reviewer, expected: Expected, tx: Transaction, now: Now
) -> Candidate:
    """Registrars: they are two. Only a new ground opens the pair again."""
    return await commands.dismiss_candidate(tx, candidate_id, body.reason, by=actor.subject, expected=expected, now=now)


@router.post("/merges", status_code=201, response_model=MergeOut)
async def merge_organisations(body: MergeIn, *, actor: Reviewer, judging: Judging, tx: Transaction, now: Now) -> Merge:
    """Registrars: two records are of one body.

    The survivor bears every number and role from now on and is found by every name; the other stays under its UUID with
    the status `merged`, and says where it went.
    """
    return await commands.merge_organisations(
        tx, body.survivor_id, body.merged_id, body.reason, judging, by=actor.subject, now=now
    )


@router.get("/merges", response_model=Listing[MergeOut])
async def list_merges(
    session: Reading, page: Page, organisation: Annotated[IdIn | None, Query()] = None
) -> Listing[Merge]:
    """Merges in the order in which they were decided: all, or those of one record on either side."""
    found: Sequence[Any] = await queries.merges_of(session, organisation, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda merge: [merge.id])


@router.get("/merges/{merge_id}", response_model=MergeOut)
async def read_merge(merge_id: UUID, session: Reading) -> Merge:
    """One merge."""
    return await queries.merge_of(session, merge_id)


@router.post("/merges/{merge_id}/part", response_model=MergeOut)
async def part_organisations(
    merge_id: UUID,
    body: ReasonIn,
    *,
    actor: Reviewer,
    judging: Judging,
    expected: Expected,
    tx: Transaction,
    now: Now,
) -> Merge:
    """Registrars: they are two after all. Each gets back what was its own; both histories stay."""
    return await commands.part_organisations(
        tx, merge_id, body.reason, judging, by=actor.subject, expected=expected, now=now
    )
