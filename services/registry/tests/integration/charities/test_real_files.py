"""Every real file of the charity families is read to its last row, and every row is accounted for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from services.registry.tests.register_files import REAL, counts, imported, needs_real_files

from chassis.testing import ServiceUnderTest, service_under_test

pytestmark = [pytest.mark.integration, needs_real_files]

#: Rows as `wc`, `csv` and eyes count them, and what is rejected of them.
FILES = {
    "casc/cascs.csv": (10, {}),
    "casc/casc_company_house.csv": (3, {}),
    "ccew-publicextract/publicextract.charity.txt": (380, {}),
    "ccew-publicextract/publicextract.charity_annual_return_history.txt": (505, {}),
    "ccew-publicextract/publicextract.charity_annual_return_parta.txt": (392, {}),
    "ccew-publicextract/publicextract.charity_annual_return_partb.txt": (275, {}),
    "ccew-publicextract/publicextract.charity_area_of_operation.txt": (292, {}),
    "ccew-publicextract/publicextract.charity_classification.txt": (840, {}),
    "ccew-publicextract/publicextract.charity_event_history.txt": (644, {}),
    "ccew-publicextract/publicextract.charity_governing_document.txt": (380, {}),
    "ccew-publicextract/publicextract.charity_other_names.txt": (108, {}),
    "ccew-publicextract/publicextract.charity_other_regulators.txt": (26, {}),
    "ccew-publicextract/publicextract.charity_policy.txt": (495, {}),
    "ccew-publicextract/publicextract.charity_published_report.txt": (3, {"ragged_row": 2}),
    "ccew-publicextract/publicextract.charity_trustee.txt": (681, {"personal": 681}),
    "ccni/ccni_register_2020-06-30.csv": (4306, {}),
    "ccni/charitydetails_test.csv": (237, {}),
    "ccni/ccni_removals_2020-06-30.csv": (47, {}),
    "charity-api-json/charity_list.json": (30, {}),
    "cio/cio_company_numbers.csv": (34384, {"malformed_number": 1}),
    "crosswalks/charity-company-numbers.csv": (2937, {}),
    "crosswalks/charity-reregistrations.csv": (1305, {"same_number": 1}),
    "crosswalks/ccew-register-of-mergers.csv": (3067, {"malformed_number": 1, "no_number": 20}),
    "crosswalks/dual-registered-uk-charities.csv": (997, {}),
}


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def test_every_row_is_accepted_merged_or_rejected_and_once_more_nothing_changes(
    registry: ServiceUnderTest,
) -> None:
    for name, (rows, rejected) in FILES.items():
        content, filename = (REAL / name).read_bytes(), Path(name).name
        first, again = [await imported(registry, content, filename) for _ in range(2)]
        for outcome in (first, again):
            read, accepted, merged, refused = counts(outcome)
            assert (name, outcome["state"], outcome["trouble"]) == (name, "done", None)
            assert (name, read, accepted + merged + refused) == (name, rows, rows)
            assert (name, outcome["rejected_by_code"]) == (name, rejected)
        assert (name, counts(again), again["unchanged"]) == (name, counts(first), accepted + merged)
