"""Full dumps of what issuer and ratings keep, with ledger and logs, lead from no rating, signature or vote to a person.

`COMMONWEAL_FAULTS=full` plays 1,000 of each, for whom the 95 % interval of every attacker's success ends within one
point of chance (of a hundred such runs, one fails by chance). A short run only tells a success that is surely more.
"""

import hashlib
import json
import logging
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from services.ratings.tests.dumps import Row, dumped
from tests.faults.linking import ATTACKERS, Z_SURE, Seen, success
from tests.faults.voices import VOICES, Voice

from chassis.testing import service_under_test
from ratings.credentials.domain import RatingKey, digest_of
from ratings.credentials.rules.signed import SignedCredential

IS_FULL = os.environ.get("COMMONWEAL_FAULTS") == "full"
PEOPLE = 1000 if IS_FULL else 40
POINT = 0.01
pytestmark = [pytest.mark.integration, pytest.mark.timeout(1800)]


class Lines(logging.Handler):
    """Every line that is logged, with all that hangs on it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.dumps(vars(record), default=str))


@dataclass
class Play:
    """Who had which credential, in the end, and everything that anybody could steal."""

    truth: dict[str, str] = field(default_factory=dict)  # nullifier → invitation's digest, which the council can name
    asked: dict[str, datetime] = field(default_factory=dict)
    spent: dict[str, datetime] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def seen(self, table: str, column: str, moments: dict[str, datetime]) -> list[Seen]:
        """The rows of a table; the moments are better than any log of ours has them."""
        rows = self.tables[table]
        return [Seen(name := row[column], int(row["xmin"]), moments[name].timestamp()) for row in rows]


@pytest.fixture(scope="module")
def lines() -> Iterator[Lines]:
    handler, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


async def played(voice: Voice, lines: Lines) -> Play:
    """Everybody asks when they like and spends when they may: the prompt ask early, and spend as soon as they can."""
    draw, play, cohort = random.Random(), Play(), voice.cohort
    prompt = {invitation: draw.random() for invitation in cohort.invitations}
    hidden: list[tuple[str, SignedCredential]] = []
    for invitation in sorted(cohort.invitations, key=lambda each: prompt[each] + draw.random() / 4):
        moment = voice.begins + timedelta(days=6) * prompt[invitation]
        play.asked[digest_of(invitation).hex()] = moment
        hidden.append((invitation, await cohort.credential(invitation, now=moment)))
    await cohort.ratings.due(voice.ends)
    async with cohort.ratings.sessions() as session:
        key = await session.get(RatingKey, hidden[0][1].key_id)
    assert key is not None
    spends = [(key.good_from(each.nonce) + timedelta(hours=12) * prompt[who], who, each) for who, each in hidden]
    for moment, who, credential in sorted(spends, key=lambda each: each[0]):
        play.truth[credential.nullifier.hex()] = digest_of(who).hex()
        play.spent[credential.nullifier.hex()] = moment
        await voice.spend(credential, moment, agent := f"agent-of-{who}")
        play.agents.append(agent)
    settings = cohort.ratings.app.state.settings
    play.tables = await dumped(settings.database_url) | await dumped(settings.issuer_database_url)
    play.lines = lines.lines
    return play


@pytest.mark.parametrize("voice", VOICES)
async def test_no_attacker_with_all_dumps_does_better_than_chance(voice: str, lines: Lines) -> None:
    async with service_under_test("ratings") as ratings:
        play = await played(await VOICES[voice](ratings, PEOPLE), lines)
    signings = play.seen("issuer.invitations", "digest", play.asked)
    spendings = play.seen("public.nullifiers", "nullifier", play.spent)
    for name, attacker in ATTACKERS.items():
        found = success(attacker, signings, spendings, play.truth)
        print(f"{voice} {name}: {found} {found.interval()}")  # noqa: T201  the figures: `make faults` shows them
        least = found.interval()[1] if IS_FULL else found.interval(Z_SURE)[0]
        assert least <= found.chance + POINT, (name, found)
    for table, rows in play.tables.items():
        assert not (table.startswith("issuer.") and any(nullifier in str(rows) for nullifier in play.truth)), table
        assert not (table.startswith("public.") and any(person in str(rows) for person in play.truth.values())), table
    everything = "\n".join([*play.lines, str(play.tables)])
    assert play.lines
    assert not any(agent in everything for agent in play.agents)


def test_the_same_attackers_find_nearly_everybody_where_spending_follows_signing() -> None:
    """Else they would be no attackers."""
    people = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(200)]
    signings = [Seen(person, number, 60.0 * number) for number, person in enumerate(people)]
    spendings = [Seen(f"of {person}", 1000 + number, 60.0 * number + 30) for number, person in enumerate(people)]
    truth = {f"of {person}": person for person in people}
    for name in ("by order", "by hour", "by learning"):
        found = success(ATTACKERS[name], signings, spendings, truth)
        assert found.interval()[0] > 0.9, (name, found)
