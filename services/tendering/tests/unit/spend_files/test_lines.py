"""What becomes of each line of a spend file: nothing is guessed, nothing is lost."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.unit.spend_files.spend import HEADING, accepted, fates, read

from tendering.spend_files.domain import Outcome, Stated, Warn

APRIL = Stated(first=date(2026, 4, 1), last=date(2026, 4, 30))
GOOD = "Harbour,01/04/2026,17,5.00\n"


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        ("Harbour,01/04/2026,17,", "missing_amount"),
        ("Harbour,01/04/2026,17,#REF!", "bad_amount"),
        ('Harbour,01/04/2026,17,"1.234,56"', "bad_amount"),
        (",01/04/2026,17,5.00", "missing_payee"),
        ("Harbour,,17,5.00", "missing_date"),
        ("Harbour,31/02/2026,17,5.00", "bad_date"),
        ("Harbour,Oct-14,17,5.00", "bad_date"),
        ("Harbour,01/04/2126,17,5.00", "date_outside_period"),
        ("Harb,01/0", "truncated_row"),
        ("", "blank"),
        (",,,", "blank"),
        ("Supplier Name,Payment Date,Transaction Number,Amount", "heading"),
        ("Total,,,5.00", "total"),
        (",,,5.00", "total"),
        ("Grand Total,,,5.00", "total"),
        ("NOTE: all above amounts INCLUDE VAT", "note"),
        ("1,,,", "note"),
        ("Total Gas & Power,01/04/2026,17,5.00", "accepted"),
        ("TOTAL,01/04/2026,17,5.00", "accepted"),
        ("Harbour,01/04/2026,17,-5.00", "accepted"),
    ],
)
def test_each_line_has_its_fate(row: str, fate: str) -> None:
    lines = read(HEADING + GOOD + row + "\n" + GOOD)
    assert fates(lines) == ["heading", "accepted", fate, "accepted"]
    assert lines[2].source.line == 3


def test_a_rejection_names_its_column_and_what_stands_there() -> None:
    line = read(HEADING + "Harbour,31/02/2026,17,5.00\n")[1]
    assert (line.column, line.value, line.source.line) == ("Payment Date", "31/02/2026", 2)


def test_titles_and_a_leaked_query_stand_above_the_heading() -> None:
    lines = read("Spend over £500\nOct-10\n\n" + "sql and t.amount >= 500\n" * 13 + HEADING + GOOD)
    assert Counter(fates(lines)) == {"title": 15, "blank": 1, "heading": 1, "accepted": 1}


def test_a_heading_that_was_sorted_to_the_end_is_found() -> None:
    assert fates(read(GOOD * 80 + HEADING)) == ["accepted"] * 80 + ["heading"]


def test_after_a_second_heading_columns_are_read_by_it() -> None:
    lines = read(HEADING + GOOD + "Transaction Number,Date,Supplier Name,Amount,Service\n" + "9,02/04/2026,Quay,7,x\n")
    assert [(it.payee, it.pence) for it in accepted(lines)] == [("Harbour", 500), ("Quay", 700)]


def test_under_a_heading_that_cannot_be_mapped_everything_is_set_apart() -> None:
    lines = read(HEADING + GOOD + "Transaction Number,Directorate,Expense Type,Purpose\n" + "9,Adults,Care,7\n" * 2)
    assert fates(lines) == ["heading", "accepted", "layout_changed", "layout_changed", "layout_changed"]


def test_a_month_first_file_is_read_month_first() -> None:
    lines = read(HEADING + "A,11/25/2013,1,5\nB,03/04/2013,2,5\n")
    assert [it.paid_on for it in accepted(lines)] == [date(2013, 11, 25), date(2013, 3, 4)]


def test_days_that_a_spreadsheet_swapped_are_set_apart_with_the_swap_proposed() -> None:
    lines = read(HEADING + "A,6/17/2010,1,5\nB,2010-01-06T00:00:00,2,5\nC,2010-06-08,3,5\n")
    assert fates(lines)[1:] == ["accepted", "date_order_suspect", "accepted"]
    assert lines[2].suggested_on == date(2010, 6, 1)


def test_a_stated_period_stands_for_missing_days_and_tells_strays() -> None:
    lines = read(HEADING + "A,,1,5\nB,04/05/2026,2,5\nC,01/04/2025,3,5\n", APRIL)
    assert fates(lines)[1:] == ["accepted", "date_order_suspect", "date_outside_period"]


def test_gross_less_vat_is_net_or_the_row_is_set_apart() -> None:
    content = "Supplier,Date,Gross,VAT,Net\nA,01/04/2026,120,20,100\nB,01/04/2026,757674.28,330868.13,757674.28\n"
    assert fates(read(content))[1:] == ["accepted", "vat_inconsistent"]


def test_other_currencies_are_refused_by_name() -> None:
    lines = read("Supplier,Date,Amount,Currency\nA,01/04/2026,5,EUR\nB,01/04/2026,5,GBP\n")
    assert fates(lines)[1:] == ["other_currency", "accepted"]


def test_a_cards_monthly_settlement_is_no_spend() -> None:
    lines = read("Transaction Date,Merchant,Amount\n16/02/2018,,-52501.83\n16/02/2018,Amazon,51.00\n")
    assert lines[1].warnings == (Warn.CARD_SETTLEMENT, Warn.CREDIT)
    assert lines[1].outcome is Outcome.ACCEPTED


def test_oddities_are_marked_and_counted_all_the_same() -> None:
    content = (
        "Supplier,Date,Amount,Irrecoverable VAT,Transaction No,Company Number\n"
        "REDACTED PERSONAL DATA,01/04/2026,-5,N/A,4.71565E+21,\n"
        "2020:03D  Dementia,01/04/2026,5,Nil,1,2487116\n"
    )
    lines = accepted(read(content, Stated(threshold=50_000)))
    assert lines[0].warnings == (Warn.REDACTED, Warn.CREDIT, Warn.UNKNOWN_VAT, Warn.ID_DAMAGED)
    assert lines[1].warnings == (Warn.PAYEE_IS_CODE, Warn.BELOW_THRESHOLD, Warn.ID_DAMAGED)
    assert lines[1].org_ids == ["GB-COH-02487116"]


def test_a_day_of_the_ledger_is_marked_as_no_payment_date() -> None:
    (line,) = accepted(read("Supplier ID(T),TransNo,Amount,Updated\nRENWICK,4,774.00,2017-08-11\n"))
    assert line.warnings == (Warn.NOT_PAYMENT_DATE,)


def test_a_nil_return_is_valid_and_empty() -> None:
    assert not accepted(read("Department family,Entity\nDEFRA,GLA\n,Nil Return\n"))
    assert not accepted(read(HEADING + ",,,\n"))


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
AMOUNT = st.sampled_from(["5.00", "", "x", "-7", "1,23", "(4.00)"])


@given(st.lists(st.tuples(CELL, st.sampled_from(["01/04/2026", "", "31/02/2026"]), CELL, AMOUNT), max_size=30))
def test_every_line_read_is_accounted_for_and_keeps_its_cells(rows: list[tuple[str, ...]]) -> None:
    written = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    lines = read(HEADING + "\n".join(written))
    assert len(lines) == 1 + len(rows)
    assert [tuple(it.source.cells) for it in lines[1:]] == rows
    assert all((it.code is None) == (it.outcome is Outcome.ACCEPTED) for it in lines)
