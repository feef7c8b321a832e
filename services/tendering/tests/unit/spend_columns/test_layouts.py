"""What columns say, by their headings and, where those do not decide, by what stands in them."""

import pytest

from tendering.spend_columns.domain import Field, FileCode, FileRefused
from tendering.spend_columns.rules.headings import meaning_of
from tendering.spend_columns.rules.layouts import joined, layout_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(("\ufeffBody", Field.PAYER_ID), ("ï»¿Body Name", Field.PAYER), ("Name:  ", Field.PAYEE)),
        *(("Net Amount(œ)", Field.AMOUNT), ("Net Amount ()", Field.AMOUNT), ("£", Field.AMOUNT)),
        *(("£ SPEND (EXCLUDING VAT)", Field.AMOUNT), (" Amount ", Field.AMOUNT)),
        *(("Invoice_Line_Net_Amount", Field.AMOUNT), ("Benificiary (Merchant)", Field.PAYEE)),
        *(("Supplier ID(T)", Field.PAYEE), ("Supplier ID", Field.PAYEE_ID), ("SUPPLIER FINAL", Field.PAYEE)),
        *(("* PaymentDate", Field.DATE), ("DATE  OF PAYMENT", Field.DATE), ("Expense Type(T)", Field.EXPENSE)),
    ],
)  # fmt: skip
def test_a_heading_is_known_whatever_is_around_its_words(heading: str, field: Field) -> None:
    known = meaning_of(heading)
    assert known is not None
    assert known[0] is field


def test_of_two_columns_called_supplier_name_the_one_with_names_is_the_payee() -> None:
    headings = ["Supplier Name", "Supplier Name", "Date", "Amount"]
    layout = layout_of(headings, [["226559", "Harbour Homes CIC", "01/04/2026", "5.00"]], has_period=False)
    assert layout is not None
    assert layout.columns[Field.PAYEE] == 1
    assert "column 2" in layout.choices[0]


def test_a_date_that_is_called_payment_amount_is_found_by_its_values() -> None:
    headings = ["Supplier", "PAYMENT AMOUNT", "PAYMENT AMOUNT", "Description"]
    layout = layout_of(headings, [["Harbour", "01/04/2026", "5.00", "x"]], has_period=False)
    assert layout is not None
    assert (layout.columns[Field.DATE], layout.columns[Field.AMOUNT]) == (1, 2)


def test_two_amounts_that_differ_are_ambiguous() -> None:
    headings = ["Supplier", "Date", "Amount Paid", "Invoice Amount"]
    with pytest.raises(FileRefused) as refused:
        layout_of(headings, [["Harbour", "01/04/2026", "5.00", "6.00"]], has_period=False)
    assert refused.value.code is FileCode.AMBIGUOUS


def test_a_net_amount_goes_before_any_other() -> None:
    layout = layout_of(["Supplier", "Date", "Total", "Net Amount", "Gross"], [], has_period=False)
    assert layout is not None
    assert layout.columns[Field.AMOUNT] == 3


def test_headings_that_nobody_has_listed_are_understood_by_their_words() -> None:
    layout = layout_of(["Name of Supplier Paid", "Date", "Payment Amount Net", "Directorate"], [], has_period=False)
    assert layout is not None
    assert layout.columns[Field.PAYEE] == 0


def test_without_a_day_only_a_stated_period_makes_a_list_of_payments() -> None:
    headings = ["Supplier", "Amount", "Directorate"]
    assert layout_of(headings, [], has_period=False) is None
    assert layout_of(headings, [], has_period=True) is not None


def test_headings_in_two_rows_are_joined() -> None:
    upper = ["Supplier", "Date", "Transaction ", "Amount", "", ""]
    lower = ["", "", "number", "Gross", "VAT", "Net"]
    assert joined(upper, lower) == ["Supplier", "Date", "Transaction number", "Amount Gross", "VAT", "Net"]


def test_a_row_of_payments_completes_no_heading() -> None:
    assert joined(["Supplier", "Date", "Amount", "Purpose"], ["Harbour", "01/04/2026", "5.00", ""]) is None


def test_a_title_in_one_word_completes_no_heading() -> None:
    assert joined(["Spend", "", ""], ["Supplier", "Date", "Amount"]) is None
