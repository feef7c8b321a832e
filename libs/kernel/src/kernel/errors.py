"""What can go wrong in a domain, said to the person who asked."""

from typing import Any


class DomainError(Exception):
    """A sentence for the person who asked.

    DomainError
      + NotFound      the thing does not exist for this caller
      + Forbidden     this actor may not do this
      + Conflict      someone else got there first
      |   + Stale     it changed since the caller read it (If-Match)
      + RuleBroken    the rules of the procedure forbid it
      |   + Refused   a rule of the rulebook forbids it, and its decision is on record
      + Unacceptable  a value that nobody could mean, at a named place in what was sent
    """


class NotFound(DomainError):
    """The thing does not exist, or not for this caller: both read the same from outside."""


class Forbidden(DomainError):
    """The actor's role does not reach this far."""


class Conflict(DomainError):
    """Someone else changed it first."""


class Stale(Conflict):
    """The caller named the version it had read (If-Match), and that is no longer the latest."""


class RuleBroken(DomainError):
    """A rule of the procedure forbids it."""


class Refused(RuleBroken):
    """A rule of the rulebook forbids it. `decision` is the `rulebook.Decision`, kept even though the command is not."""

    def __init__(self, sentence: str, decision: Any) -> None:
        super().__init__(sentence)
        self.decision = decision


class Unacceptable(DomainError):
    """A value that is well formed and still means nothing here. `path` is a JSON pointer such as `/lots/0/value`."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path
