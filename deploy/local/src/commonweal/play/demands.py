"""What a story says of petitions: who could sign, who did, and what users voted."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from commonweal.play.competition import Count, Part


class Tokens(Part):
    """The roll of a petition: a prefix, and numbers with so many digits."""

    prefix: str
    first: Count
    last: int
    digits: Annotated[int, Field(ge=1, le=20)]

    @property
    def names(self) -> list[str]:
        """Every token on it; none where the last comes before the first."""
        return [f"{self.prefix}{number:0{self.digits}}" for number in range(self.first, self.last + 1)]


class Ballot(Part):
    """What the users of a service voted."""

    held_on: date
    votes_cast: Count
    votes_for_recall: Count


class Petition(Part):
    """What users demanded, who could sign, and who did."""

    id: str
    lot: str
    provider: str
    grounds: Annotated[str, Field(min_length=1, max_length=200)]
    recall_clause_in_contract: bool
    eligible_tokens: Tokens
    opened_on: date
    closed_on: date
    signatures: list[str]
    ballot: Ballot | None = None


def faults_in(petitions: Sequence[Petition]) -> Iterator[tuple[str, str]]:
    """What petitions and their ballots get wrong."""
    for index, each in enumerate(petitions):
        place, roll = f"/recall_petitions/{index}", len(each.eligible_tokens.names)
        if each.closed_on <= each.opened_on:
            yield f"{place}/closed_on", "a petition is open for a day at least"
        if each.ballot is not None and each.ballot.votes_for_recall > each.ballot.votes_cast:
            yield f"{place}/ballot/votes_for_recall", "there are more votes for recall than votes"
        if each.ballot is not None and each.ballot.votes_cast > roll:
            yield f"{place}/ballot/votes_cast", f"the roll has {roll} people"
