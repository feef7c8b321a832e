"""The Code's tables: which days they tell of, what stands in a cell, and what nobody has told."""

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.transparency.tests.checks import standards
from services.transparency.tests.paying import a_payment
from services.transparency.tests.town import (
    COUNCIL,
    GRANT,
    HARBOUR,
    HOMES,
    KITCHEN,
    LANTERN,
    LIBRARY,
    MEALS,
    NOON,
    an_agreement,
    an_announcement,
    party,
)

from events.tendering import JustificationAnnounced, LotAnnounced, RegisterEntryStated
from kernel.errors import NotFound
from kernel.money import Money
from transparency.exports.domain import COLUMNS, CodeTable, Row, Span, spans_between
from transparency.exports.queries.entries import (
    Agreed,
    Prefixes,
    all_of,
    contract_row,
    grant_row,
    invitation_row,
    payment_row,
    process_of,
)
from transparency.exports.rules import Wanted
from transparency.exports.schemas import as_table, cell_text, row_json

DAYS = st.dates(date(2015, 1, 1), date(2099, 12, 31))
PREFIXES = Prefixes("ocds-213czf", "360G-commonweal")
SAID = RegisterEntryStated(
    occurred_at=NOON,
    buyer=party(COUNCIL),
    department="Housing",
    review_on=date(2027, 10, 1),
    irrecoverable_vat="120.00",
)
SCHEMAS = {
    CodeTable.CONTRACTS_REGISTER: "contracts_register",
    CodeTable.INVITATIONS: "invitations_to_tender",
    CodeTable.SPEND: "spend_over_500",
    CodeTable.VCSE_GRANTS: "grants_to_vcse",
}


def registered(agreed: Agreed, **classes: bool) -> Row:
    known = {(agreed.contract.award.suppliers[0].id, label): held for label, held in classes.items()}
    ends_on, value = agreed.contract.ends_on, Money.parse(agreed.contract.value)
    return contract_row(agreed, known, PREFIXES, ends_on=ends_on, value=value)


async def told(*rows: Row) -> AsyncIterator[Row]:
    for row in rows:
        yield row


async def written(table: CodeTable, *rows: Row) -> str:
    return "".join([line async for line in as_table(table, told(*rows))])


@given(DAYS, st.booleans())
def test_every_day_is_in_the_period_that_its_own_name_spells(day: date, yearly: bool) -> None:
    span = Span.of(day, yearly=yearly)
    assert day in span.days
    assert Span.parse(span.name, yearly=yearly) == span


@given(DAYS, st.integers(0, 2000), st.booleans())
def test_periods_follow_one_another_without_a_gap(first: date, days: int, yearly: bool) -> None:
    last = first + timedelta(days=days)
    spans = list(spans_between(first, last, yearly=yearly))
    assert first in spans[0].days
    assert last in spans[-1].days
    for span, following in pairwise(spans):
        assert span.days.last is not None
        assert span.days.last + timedelta(days=1) == following.days.first


@pytest.mark.parametrize("text", ["2026-28", "2026-Q5", "2026", "26-Q1", "2026-Q1 "])
def test_another_spelling_is_no_period(text: str) -> None:
    for yearly in (True, False):
        with pytest.raises(ValueError, match="such as"):
            Span.parse(text, yearly=yearly)


def test_the_code_asks_for_nothing_before_it() -> None:
    wanted = Wanted(CodeTable.SPEND, None, Span.parse("2014-Q4", yearly=False), date(2026, 1, 1))
    with pytest.raises(NotFound):
        _ = wanted.above


def test_amounts_are_above_the_codes_floors() -> None:
    assert {table: str(Wanted(table, None, None, date(2026, 1, 1)).above) for table in CodeTable} == {
        CodeTable.CONTRACTS_REGISTER: "5000.00",
        CodeTable.INVITATIONS: "5000.00",
        CodeTable.SPEND: "500.00",
        CodeTable.VCSE_GRANTS: "0.00",
    }


@given(st.text(max_size=20))
def test_no_text_acts_as_a_formula(text: str) -> None:
    shown = cell_text(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert shown in {text, f"'{text}"}


def test_a_row_takes_only_what_its_table_has_a_column_for() -> None:
    with pytest.raises(ValueError, match="no column colour"):
        Row.of(CodeTable.SPEND, {"colour": "red"})


def test_the_register_tells_what_the_code_asks_for() -> None:
    row = registered(Agreed(KITCHEN, MEALS, SAID), sme=True, vcse=True)
    assert row.unknown == []
    assert row_json(row) == {
        "reference_number": str(KITCHEN.contract_id),
        "title": "Meals at home",
        "department": "Housing",
        "description": MEALS.description,
        "supplier_name": LANTERN.name,
        "supplier_details": "3 Mill Lane, Northbridge, NB1 1AA",
        "sum_payable": {"amount": "236400.00", "currency": "GBP"},
        "irrecoverable_vat": {"amount": "120.00", "currency": "GBP"},
        "start_date": "2026-10-01",
        "end_date": "2028-09-30",
        "review_date": "2027-10-01",
        "process": "Published invitation to tender",
        "sme": True,
        "vcse": True,
        "supplier_registration_number": "09999992",
        "ocid": f"ocds-213czf-{MEALS.notice_id}",
        "unknown": [],
    }


def test_what_nobody_has_told_stays_empty_and_is_named() -> None:
    row = registered(Agreed(KITCHEN, MEALS, None))
    assert row.unknown == ["irrecoverable_vat", "sme", "vcse"]
    assert row_json(row)["department"] == "Northbridge Council", "the whole authority answers for it"


def test_a_consortium_is_what_all_its_members_are() -> None:
    both = [party(HARBOUR), party(LANTERN)]
    harbour, lantern = (HARBOUR.id, "sme"), (LANTERN.id, "sme")
    assert all_of(both, "sme", {harbour: True, lantern: True}) is True
    assert all_of(both, "sme", {harbour: True}) is None
    assert all_of(both, "sme", {harbour: False}) is False


@pytest.mark.parametrize(
    ("changes", "process"),
    [
        ({}, "Published invitation to tender"),
        ({"procedure": "mini_competition"}, "Invitation to quote"),
        ({"procedure": "direct_call_off"}, "None"),
        ({"justification": JustificationAnnounced(ground="5", reason="Only one.", supplier_id=HARBOUR.id)}, "None"),
    ],
)
def test_the_register_says_by_which_process_a_contract_came_about(changes: dict[str, Any], process: str) -> None:
    assert process_of(an_announcement(7, "Taxis", **changes)) == process


def test_an_invitation_runs_from_its_first_lot_to_its_last() -> None:
    lots = [
        LotAnnounced(id=HARBOUR.id, title="A", value="1.00", starts_on=date(2027, 4, 1), ends_on=date(2028, 3, 31)),
        LotAnnounced(id=LANTERN.id, title="B", value="1.00", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31)),
    ]
    shown = row_json(invitation_row(an_announcement(7, "Taxis", lots=lots), PREFIXES))
    assert (shown["start_date"], shown["end_date"]) == ("2027-01-01", "2028-03-31")
    assert invitation_row(LIBRARY, PREFIXES).unknown == ["start_date", "end_date"]


def test_a_payment_is_for_what_its_contract_is_for_unless_it_says_otherwise() -> None:
    under = row_json(payment_row(a_payment(), Agreed(KITCHEN, MEALS, SAID), PREFIXES))
    assert (under["department"], under["summary_of_purpose"]) == ("Housing", "Meals at home")
    own = a_payment(contract_id=None, purpose="Blankets", department="Care", category="Bedding")
    alone = row_json(payment_row(own, None, PREFIXES))
    assert (alone["department"], alone["summary_of_purpose"], alone["ocid"]) == ("Care", "Blankets", None)


async def test_each_table_fits_its_table_schema(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    lots = [LotAnnounced(id=HARBOUR.id, title="=1+1", value="6000.00", starts_on=NOON.date(), ends_on=NOON.date())]
    invited = an_announcement(7, '=HYPERLINK("http://example.org")', lots=lots)
    agreed = Agreed(KITCHEN, MEALS, SAID)
    rows = {
        CodeTable.CONTRACTS_REGISTER: registered(agreed, sme=True, vcse=False),
        CodeTable.INVITATIONS: invitation_row(invited, PREFIXES),
        CodeTable.SPEND: payment_row(a_payment(category="Catering"), agreed, PREFIXES),
        CodeTable.VCSE_GRANTS: grant_row(GRANT, PREFIXES),
    }
    for table, row in rows.items():
        file = tmp_path / f"{table}.csv"
        file.write_text(await written(table, row), newline="")
        schema = json.loads(standards(f"schemas/lgtc/{SCHEMAS[table]}.schema.json").read_text())
        assert [field["name"] for field in schema["fields"]] == [column.heading for column in COLUMNS[table]]
        report = frictionless.Resource(
            path=file.name, basepath=str(tmp_path), schema=frictionless.Schema.from_descriptor(schema)
        ).validate()
        assert report.flatten(["fieldName", "note"]) == []


async def test_the_check_finds_what_is_left_out(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    file = tmp_path / "register.csv"
    file.write_text(await written(CodeTable.CONTRACTS_REGISTER, registered(Agreed(KITCHEN, MEALS, None))), newline="")
    schema = json.loads(standards("schemas/lgtc/contracts_register.schema.json").read_text())
    resource = frictionless.Resource(
        path=file.name, basepath=str(tmp_path), schema=frictionless.Schema.from_descriptor(schema)
    )
    found = resource.validate().flatten(["fieldName", "type"])
    assert found == [[name, "constraint-error"] for name in ("Irrecoverable VAT", "SME", "VCSE")]


async def test_a_contract_of_two_lots_is_one_line_of_the_register() -> None:
    joint = an_agreement(HOMES, HARBOUR, LANTERN)
    text = await written(CodeTable.CONTRACTS_REGISTER, registered(Agreed(joint, HOMES, None)))
    heading, line = csv.reader(io.StringIO(text))
    assert dict(zip(heading, line, strict=True))["Supplier Name"] == "Harbour Homes; Lantern Care Co-operative"
