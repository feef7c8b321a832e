"""What schemathesis must be told before it invents requests for this platform; it loads this file itself."""

import json
import re
from typing import Any

import schemathesis

from kernel.identifiers import new_id

KEY = re.compile(r"[!-~]{1,255}")


@schemathesis.hook
def before_call(ctx: Any, case: Any, kwargs: Any) -> None:
    """Make every request one of its own: with one key for all, the second would get the first one's answer."""
    if case.headers and KEY.fullmatch(case.headers.get("Idempotency-Key", "")):
        case.headers["Idempotency-Key"] = str(new_id())


@schemathesis.serializer("application/jsonl", "application/x-ndjson")
def lines(ctx: Any, value: Any) -> bytes:
    """JSON Lines, one line long."""
    return value if isinstance(value, bytes) else (value if isinstance(value, str) else json.dumps(value)).encode()
