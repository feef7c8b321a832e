"""What the gateway itself says no with, and what it tells a connection that it no longer trusts."""

from chassis import problems
from chassis.problems import Problem


def malformed(sentence: str) -> Problem:
    """Two readers could read it differently, so nobody does."""
    return Problem(problems.MALFORMED, sentence, headers={"Connection": "close"})


def too_large() -> Problem:
    """No path takes a body of this size. The rest is read and dropped: who is cut off while sending hears no reason."""
    return Problem(problems.TOO_LARGE, "The body is larger than anything taken here.")


def too_slow() -> Problem:
    """The client stopped in the middle of its body."""
    kind = problems.kind_of_status(408)
    return Problem(kind, "The rest of the body did not come in time.", headers={"Connection": "close"})


def unauthenticated(reason: str, error: str = "invalid_token") -> Problem:
    """RFC 6750 §3: which credentials are wanted, and that those sent are not good."""
    challenge = f'Bearer realm="commonweal", error="{error}"'
    return Problem(problems.UNAUTHENTICATED, reason, headers={"WWW-Authenticate": challenge})


def unavailable(service: str, *, retry_after: int) -> Problem:
    """The service never heard of the request."""
    return problems.unavailable(f"The service {service} cannot be reached just now.", retry_after=retry_after)


def timed_out(service: str) -> Problem:
    """The service heard of it, and nobody knows what became of it."""
    return Problem(problems.TIMED_OUT, f"The service {service} did not answer in time.")


def garbled(service: str) -> Problem:
    """The same, sooner."""
    return Problem(problems.GARBLED, f"The service {service} broke off before it answered.")
