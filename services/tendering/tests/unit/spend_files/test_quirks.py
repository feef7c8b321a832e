"""The quirks of publishers' files, by their numbers in the survey of them: each line of such a file has its fate.

What becomes of containers, encodings and whole sheets is in test_containers; payees are matched in the tests of payees.
"""

import pytest
from services.tendering.tests.unit.spend_files.spend import HEADING, accepted, book, fates, read

from tendering.spend_columns.domain import FileCode, FileRefused
from tendering.spend_files.domain import Warn

GOOD = "Harbour,01/04/2026,17,5.00\n"
VAT = "Supplier,Date,Amount,Irrecoverable VAT\n"
QUIRKS = [
    pytest.param("Oct-10\n\n" + HEADING + GOOD, "title blank heading accepted", id="6: a month and a blank line first"),
    pytest.param(
        "Supplier,Date,Transaction ,Amount,,,\n,,number,Gross,VAT,Net,\nA,01/04/2026,1,6,1,5,\n",
        "heading heading accepted",
        id="7: headings in two rows",
    ),
    pytest.param(GOOD * 9 + HEADING, "accepted " * 9 + "heading", id="8: the heading is the last row"),
    pytest.param(
        HEADING + GOOD + "Supplier Name,Payment Date,Amount,Directorate\nQuay,02/04/2026,7,Care\n",
        "heading accepted heading accepted",
        id="9: a second heading moves the columns",
    ),
    pytest.param(
        "INSERTED DETAIL,#,Supplier,,Date,,Amount,,\n,1,A,,01/04/2026,,5,,\n" + ",,,,,,,,\n" * 3,
        "heading accepted blank blank blank",
        id="10: columns between columns, and blank rows",
    ),
    pytest.param(HEADING + GOOD + "Children's Services,Socia", "heading accepted truncated_row", id="11: cut off"),
    pytest.param(HEADING + GOOD + "Glossary of Terms,,,", "heading accepted note", id="11: a note in the last row"),
    pytest.param(
        HEADING + "AAF - Finance,dit Fee,External Audit,01/04/2026\n" + GOOD,
        "heading bad_amount accepted",
        id="13: text spills into the next column",
    ),
    pytest.param(
        HEADING + 'A,01/04/2026,1,"(1,230.91)"\nB,01/04/2026,2,£(6.00)\nC,02/04/2026,3,5.00 CR\nD,02/04/2026,4,GBP 5\n',
        "heading accepted accepted accepted accepted",
        id="14: signs before, behind and around",
    ),
    pytest.param(
        "Supplier;Date;Amount\nA;01/04/2026;1.234,56\n", "heading bad_amount", id="15: continental amounts are refused"
    ),
    pytest.param(
        HEADING + "A,01/04/2026,1,moves (£800)\nA,01/04/2026,1,-\nA,01/04/2026,1,1e5\n",
        "heading bad_amount bad_amount bad_amount",
        id="15: nothing is guessed",
    ),
    pytest.param(
        HEADING + "HMRC,01/04/2026,1,-100\nVAT (Input),01/04/2026,2,20\n",
        "heading accepted accepted",
        id="18: VAT as a line of its own is a line",
    ),
    pytest.param(HEADING + "A,01/04/2026,1,0.01\n" * 2, "heading accepted accepted", id="19: small lines stay"),
    pytest.param(
        HEADING + "A,20260401,1,5\nB,46113,2,5\nC,1st April 2026,3,5\nD,Apr 1 2026,4,5\nE,2026/04/01,5,5\n",
        "heading" + " accepted" * 5,
        id="20: days however they are spelt",
    ),
    pytest.param(HEADING + "A,Oct-14,1,5\nB,April 2026,2,5\n", "heading bad_date bad_date", id="23: a month is no day"),
    pytest.param(
        HEADING + GOOD + "Total for April,,,5\n,,Total:,5\nTotal spend,,,5\nSub-total,,,5\n",
        "heading accepted total total total total",
        id="25: rows of totals",
    ),
    pytest.param(
        HEADING + "Total Gas & Power,01/04/2026,1,5\nSum Design Ltd,01/04/2026,2,5\n",
        "heading accepted accepted",
        id="25: suppliers that are called total",
    ),
    pytest.param(HEADING + "=HYPERLINK(),01/04/2026,1,5\n", "heading accepted", id="34: a formula is only text"),
]


@pytest.mark.parametrize(("content", "expected"), QUIRKS)
def test_a_quirk_of_a_publisher_is_survived(content: str, expected: str) -> None:
    assert fates(read(content)) == expected.split()


def test_a_credit_is_told_by_a_mark_beside_it_or_in_a_column_of_its_own() -> None:
    marked = read(HEADING + "A,01/04/2026,1,5.00 CR\nB,01/04/2026,2,5.00 DR\nC,01/04/2026,3,38.00-\n")
    assert [it.pence for it in accepted(marked)] == [-500, 500, -3800]
    apart = read("Supplier,Date,Amount,DR/CR\nA,01/04/2026,5.00,CR\nB,01/04/2026,6.00,DR\nC,01/04/2026,-7.00,CR\n")
    assert [it.pence for it in accepted(apart)] == [-500, 600, -700]


def test_amounts_in_two_columns_of_debit_and_credit_are_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        read("Supplier,Date,Debit,Credit\nA,01/04/2026,5.00,\nB,01/04/2026,,6.00\n")
    assert refused.value.code is FileCode.NO_HEADING


def test_hidden_sheets_times_and_amounts_that_a_spreadsheet_spoilt() -> None:
    content = book(
        _control=[["Supplier", "Date", "Amount"], ["X", "01/04/2026", 1]],
        April=[["Supplier", "Date", "Amount"], ["A", "2026-04-01T01:00:00", 34370.119999999995], ["B", 46113, 0.005]],
    )
    assert [(it.pence, str(it.paid_on)) for it in accepted(read(content))] == [
        (3437012, "2026-04-01"),
        (1, "2026-04-01"),
    ]


def test_of_a_merged_cell_only_the_first_row_has_the_payee() -> None:
    content = book(A=[["Supplier", "Date", "Amount"], ["A", "01/04/2026", 5], [None, "01/04/2026", 6]])
    assert fates(read(content)) == ["heading", "accepted", "missing_payee"]


@pytest.mark.parametrize(
    ("spelt", "unknown"), [("0.00", False), ("Nil", False), ("N/A", True), ("", True), ("-", True), ("12.50", False)]
)
def test_no_irrecoverable_vat_is_not_the_same_as_an_unknown_one(spelt: str, unknown: bool) -> None:  # 18
    (line,) = accepted(read(f"{VAT}A,01/04/2026,5,{spelt}\n"))
    assert (Warn.UNKNOWN_VAT in line.warnings) is unknown


def test_an_invoice_may_be_redacted_while_its_payee_shows() -> None:  # 24
    (line,) = accepted(read("Supplier,Date,Amount,Invoice Number\nHarbour,01/04/2026,5,REDACTED PERSONAL DATA\n"))
    assert (line.payee_key, line.warnings) == ("harbour", ())


def test_who_is_redacted_is_compared_with_nobody() -> None:  # 24
    lines = accepted(
        read(HEADING + "REDACTED,01/04/2026,1,5\nThird Party,01/04/2026,2,5\nREDACTIVE LTD,01/04/2026,3,5\n")
    )
    assert [it.payee_key for it in lines] == [None, None, "redactive ltd"]


def test_an_identifier_keeps_its_zeros_and_its_damage() -> None:  # 28, 29
    head = "Supplier,Date,Amount,Transaction Number,Company Number,VAT Registration Number\n"
    rows = "A,01/04/2026,5,0030031755,SO300805,GB618367325/400\nB,01/04/2026,5,4.71565E+21,385080,GB77\n"
    one, other = accepted(read(head + rows))
    assert (one.reference, one.org_ids, one.warnings) == ("0030031755", ["GB-COH-SO300805"], ())
    assert (other.reference, other.org_ids) == ("4.71565E+21", ["GB-COH-00385080"])
    assert other.warnings == (Warn.ID_DAMAGED,)


def test_a_cell_of_megabytes_harms_nothing_else() -> None:
    lines = read(HEADING + f'"{"x" * 2_000_000}",01/04/2026,1,5\n' + GOOD)
    assert fates(lines) == ["heading", "accepted", "accepted"]
    assert len(lines[1].payee_key or "") == 500
