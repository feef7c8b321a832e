"""The mirror over HTTP: what registers say of a number, and how its body becomes an organisation."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from chassis.http import Now, Reading, Router, Transaction
from kernel.errors import NotFound
from kernel.orgids import OrgId
from registry.bodies.commands.adopting import adopt
from registry.bodies.domain import Body
from registry.bodies.queries import body_of
from registry.bodies.rules.proving import proofs_of
from registry.bodies.schemas import BodyOut, LinkOut, ProofOut, WordOut
from registry.organisations.api import Speaking
from registry.organisations.domain import Organisation
from registry.organisations.queries import bearers_of
from registry.organisations.schemas import OrganisationOut

router = Router(prefix="/registers", tags=["registers"])


def number_of(
    scheme: Annotated[str, Path(max_length=40, examples=["GB-CHC"])],
    number: Annotated[str, Path(max_length=120, examples=["1090095"])],
) -> OrgId:
    """The number, in its one spelling. Raises NotFound for what no register could have given."""
    try:
        return OrgId.of(scheme, number)
    except ValueError as error:
        raise NotFound(str(error)) from error


Number = Annotated[OrgId, Depends(number_of)]


@router.get("/{scheme}/{number}", response_model=BodyOut)
async def read_body(number: Number, session: Reading) -> BodyOut:
    """What every register says of a number and of all that are the same body, and what that proves."""
    body = await body_of(session, number)
    if body is None:
        raise NotFound(f"No register that was read knows {number}.")
    bearers = await bearers_of(session, body.published)
    return told(body, bearers[0].id if bearers else None)


@router.post("/{scheme}/{number}/adopt", status_code=201, response_model=OrganisationOut)
async def adopt_body(speaker: Speaking, number: Number, tx: Transaction, now: Now) -> Organisation:
    """Make an organisation of the body with this number. A registrar vouches for it; others claim it as their own."""
    return await adopt(tx, number, speaker, now=now)


def told(body: Body, organisation: UUID | None) -> BodyOut:
    """A body as clients see it."""
    return BodyOut(
        numbers=list(body.numbers),
        live=body.is_live,
        words=[WordOut.model_validate(it) for it in body.words],
        links=[LinkOut.model_validate(it) for it in body.links],
        proves=[ProofOut.model_validate(it) for it in proofs_of(body)],
        organisation=organisation,
    )
