"""How clients look on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, Name, Out, Strict, example
from gateway.clients.domain import CLIENT_ID, Kind


class ClientIn(
    Strict,
    json_schema_extra=example(
        name="Northbridge finance system", organisation="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", roles=["commissioner"]
    ),
):
    """A system or an app that is to call. `quota` is its requests in a window, where the usual one is not enough."""

    name: Name
    client_id: Annotated[str | None, Field(pattern=f"^{CLIENT_ID.pattern}$", examples=["northbridge-spend"])] = None
    organisation: IdIn | None = None
    roles: Annotated[list[str], Field(max_length=20, examples=[["commissioner"]])] = Field(default_factory=list)
    quota: Annotated[int, Field(ge=1, le=10_000_000)] | None = None


class ClientOut(Out):
    """A client, without what proves it."""

    id: Annotated[str, Field(serialization_alias="client_id")]
    kind: Kind
    name: str
    organisation: UUID | None
    roles: list[str]
    scopes: list[str]
    quota: int | None
    created_at: datetime
    revoked_at: datetime | None


class NewClientOut(ClientOut):
    """A client and its secret, which is shown this once and kept nowhere."""

    client_secret: str


class NewKeyOut(ClientOut):
    """An API key, shown this once and kept nowhere. Send it as `X-Api-Key`."""

    api_key: str
