"""When a request was read to its end at the gateway: signed there, so that waiting inside makes nobody late."""

import json
import time
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request
from joserfc import jws
from joserfc.jwk import OKPKey

from chassis.clock import Now
from chassis.problems import MALFORMED, Problem
from chassis.tokens import ALGORITHM, ISSUER, SKEW, Untrusted, proved
from kernel.clock import ON_THE_WAY, parse_instant

HEADER = "commonweal-arrival"


def signed(key: OKPKey, service: str, request_id: str, body: bytes, *, at: datetime) -> str:
    """That the last byte of this body was read at that instant. No service takes it for a token of an actor."""
    claims = {
        "iss": ISSUER,
        "aud": f"{service} arrivals",
        "request": request_id,
        "digest": sha256(body).hexdigest(),
        "at": at.isoformat(),
    }
    header = {"alg": ALGORITHM, "typ": "at+jwt", "kid": key.kid}
    return jws.serialize_compact(header, json.dumps(claims), key, algorithms=[ALGORITHM])


async def arrived(request: Request, now: Now) -> datetime:
    """When the request was here whole. In story time, and for who asks a service directly: now.

    Raises Problem (400) for an arrival that the gateway did not sign for this very request, or too long ago.
    """
    sent = request.headers.get(HEADER)
    if sent is None or getattr(request.state, "now", None) is not None:
        return now
    try:
        claims = await proved(sent, request.app.state.keys)
    except Untrusted as error:
        raise Problem(MALFORMED, "The gateway did not sign when this arrived.") from error
    expected = {
        "iss": ISSUER,
        "aud": f"{request.app.state.verifier.audience} arrivals",
        "request": request.headers.get("request-id", ""),
        "digest": sha256(await request.body()).hexdigest(),
    }
    if any(claims.get(name) != value for name, value in expected.items()):
        raise Problem(MALFORMED, "When this arrived was signed for another request.")
    at = parse_instant(str(claims.get("at")))
    if not -SKEW <= time.time() - at.timestamp() <= ON_THE_WAY.total_seconds():
        raise Problem(MALFORMED, "This was on its way for too long; send it again.")
    return at


#: When a command was here whole, which decides whether it is in time.
Arrival = Annotated[datetime, Depends(arrived)]
