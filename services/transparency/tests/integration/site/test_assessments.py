"""What a contract's page says of its assessments."""

import pytest
from services.transparency.tests.integration.site.test_pages import Serve, text_of
from services.transparency.tests.town import ALLIANCE, everything

pytestmark = pytest.mark.integration


async def test_a_contract_says_which_of_its_assessments_was_set_aside_and_why(service_under_test: Serve) -> None:
    async with service_under_test("transparency") as town:
        for event in everything():
            await town.feed(event, event.entity)
        page = await text_of(town, f"/contracts/{ALLIANCE.contract_id}")
    made = "Assessed for the period to 31 December 2027 People met on the day they arrive: Inadequate"
    gone = "Assessment for the period to 31 December 2027 set aside after a dispute Sundays had been left out."
    assert page.index(made) < page.index(gone) < page.rindex("Ended early")
