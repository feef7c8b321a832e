"""What an accepted line says in the words of the Transparency Code."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tendering.published_lines.rules import Layout, line_told, places_for, places_in
from tendering.spend_columns.domain import Field


def a_row(*cells: str, **changes: Any) -> SimpleNamespace:
    said: dict[str, Any] = {
        "record": 2,
        "payer": None,
        "payee": "Harbour Homes",
        "org_ids": [],
        "paid_on": date(2026, 4, 1),
    }
    more: dict[str, Any] = {"pence": 500, "reference": None, "warnings": [], "cells": json.dumps(cells)}
    return SimpleNamespace(**{**said, **more, **changes})


def test_a_heading_that_is_there_twice_says_nothing_for_sure() -> None:
    columns = {"purpose": "Purpose", "unit": "Expense area"}
    assert places_in(columns, ["Expense area", " Purpose ", "Expense area"]) == {Field.PURPOSE: 1}


def test_the_last_heading_above_a_line_counts_and_one_at_the_end_where_there_is_no_other() -> None:
    layouts = [Layout(None, 3, {Field.PURPOSE: 1}), Layout(None, 90, {Field.PURPOSE: 0}), Layout("May", 9, {})]
    assert [places_for(layouts, None, line) for line in (2, 4, 91)] == [
        {Field.PURPOSE: 1},
        {Field.PURPOSE: 1},
        {Field.PURPOSE: 0},
    ]
    assert places_for(layouts, "June", 4) == {}


@pytest.mark.parametrize(("text", "vat"), [("0.00", "0.00"), ("(1.50)", "-1.50"), ("N/A", None), ("", None)])
def test_irrecoverable_vat_that_is_not_told_is_not_nothing(text: str, vat: str | None) -> None:
    assert line_told(a_row(text), {Field.IRRECOVERABLE: 0}, None)["irrecoverable_vat"] == vat


def test_a_short_row_and_an_unknown_column_leave_it_open() -> None:
    told = line_told(a_row("Rent"), {Field.PURPOSE: 4}, None)
    assert (told["purpose"], told["department"], told["is_grant"]) == (None, None, None)
    assert line_told(a_row("Y"), {Field.VCSE: 0}, None)["is_grant"] is True
    assert line_told(a_row("maybe"), {Field.VCSE: 0}, None)["is_grant"] is None


def test_a_line_without_a_day_is_of_the_last_of_its_period() -> None:
    assert line_told(a_row(paid_on=None), {}, date(2026, 4, 30))["paid_on"] == "2026-04-30"


def test_a_payee_that_came_down_is_told_apart_from_one_that_never_stood_there() -> None:
    assert line_told(a_row(payee=None, warnings=["taken_down"]), {}, None)["payee"] == "[taken down]"
    assert line_told(a_row(payee=None), {}, None)["payee"] is None
