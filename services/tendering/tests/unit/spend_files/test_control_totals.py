"""Files of nineteen publishers, against totals that were taken from them independently."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from services.tendering.tests.unit.spend_files.spend import read

from tendering.spend_columns.domain import FileCode, FileRefused
from tendering.spend_files.domain import Code

SPEND = Path(__file__).parents[6] / "shared/standards/data/spend"
CONTROL = SPEND / "CONTROL_TOTALS.csv"
pytestmark = pytest.mark.skipif(not CONTROL.exists(), reason="the publishers' files are not on this machine")
REFUSED = {
    "leeds/raw_2018-10.csv": FileCode.EMPTY,
    "mod/20121221_travel_stationery_oct2012.csv": FileCode.NO_HEADING,  # a summary, not a list
    "trafford/prompt_payment.csv": FileCode.NO_HEADING,  # a yearly statistic
}
TRUNCATED = "newcastle/clean_2017-04.csv"


def totals() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    if CONTROL.exists():
        with CONTROL.open() as file:
            for row in csv.DictReader(file):
                found[row["file"]].append(row)
    return found


@pytest.mark.parametrize("name", [name for name in totals() if name not in REFUSED])
def test_rows_credits_and_sum_are_the_control_totals(name: str) -> None:
    expected = totals()[name]
    lines = [it for it in read((SPEND / name).read_bytes()) if it.pence is not None and it.code is not Code.TOTAL]
    pence = [it.pence or 0 for it in lines]
    assert len(pence) == sum(int(row["rows_with_amount"] or 0) for row in expected)
    assert sum(it < 0 for it in pence) == sum(int(row["negative_rows"] or 0) for row in expected)
    assert sum(pence) == sum(int((row["sum_of_amount"] or "0").replace(".", "")) for row in expected)
    assert not [it for it in lines if it.code is not None]


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_is_no_list_of_payments_is_refused(name: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read((SPEND / name).read_bytes())
    assert refused.value.code is REFUSED[name]


def test_the_one_row_without_an_amount_is_the_last_and_truncated() -> None:
    line = read((SPEND / TRUNCATED).read_bytes())[-1]
    assert (line.code, list(line.source.cells)) == (Code.TRUNCATED, ["Children's Services", "Socia"])
