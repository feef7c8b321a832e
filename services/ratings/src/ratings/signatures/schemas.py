"""How signatures look on the wire."""

from uuid import UUID

from chassis.wire import IdIn, Out, Strict, example
from ratings.credentials.schemas import CredentialIn
from ratings.petitions.domain import Signed

PETITION = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"


class SignatureIn(Strict, json_schema_extra=example(petition_id=PETITION, credential="7H2K-Q0ZD-44MX-91RW-B3VE")):
    """The code that you were given for this petition, or the credential that was signed blindly."""

    petition_id: IdIn
    credential: CredentialIn


class SignatureOut(Out):
    """It counts; nobody is told when, or whose it was."""

    petition_id: UUID
    outcome: Signed
