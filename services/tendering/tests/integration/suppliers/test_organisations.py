"""What tendering knows of the register's organisations, on a real database."""

from typing import Any

import pytest
from services.tendering.tests.builders import NOW
from services.tendering.tests.integration.line import Line

from events import Address
from events.registry import OrganisationChanged, OrganisationFacts, OrganisationRegistered
from kernel.errors import NotFound, RuleBroken
from kernel.identifiers import new_id
from tendering.suppliers.queries import active_provider, party

pytestmark = pytest.mark.integration
TRUST = new_id()


def trust(**changes: Any) -> OrganisationFacts:
    facts = {"id": TRUST, "name": "Ashgate Homeless Trust", "roles": ["provider"], "source": "self"}
    return OrganisationFacts(**(facts | changes))


async def test_the_last_word_of_the_register_counts_also_after_a_rebuild(line: Line) -> None:
    service = line.service
    await service.feed(OrganisationRegistered(occurred_at=NOW, organisation=trust()), TRUST)
    renamed = trust(name="Ashgate Homes", org_ids=["GB-CHC-1090095"], address=Address(postcode="WF1 1AA"))
    await service.feed(OrganisationChanged(occurred_at=NOW, organisation=renamed), TRUST)
    async with service.sessions() as session:
        before = await party(session, TRUST)
    assert (before.name, before.org_ids, before.address) == ("Ashgate Homes", ["GB-CHC-1090095"], renamed.address)
    await service.rebuild()
    async with service.sessions() as session:
        assert await party(session, TRUST) == before


async def test_who_is_unknown_gone_or_in_another_role_may_not_bid_but_can_still_be_named(line: Line) -> None:
    for change in ({"status": "dissolved"}, {"status": "merged", "merged_into": new_id()}, {"roles": ["funder"]}):
        facts = trust(id=new_id(), **change)
        await line.service.feed(OrganisationRegistered(occurred_at=NOW, organisation=facts), facts.id)
        async with line.service.sessions() as session:
            with pytest.raises(RuleBroken):
                await active_provider(session, facts.id)
            assert (await party(session, facts.id)).name == facts.name
    async with line.service.sessions() as session:
        with pytest.raises(NotFound):
            await party(session, new_id())
