"""Identifiers of organisations: one spelling each."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.orgids import OrgId, parse_org_id
from kernel.schemes import MIRRORS, SCHEMES

SHARED = Path(__file__).parents[4] / "shared"
LISTS = SHARED / "standards" / "data" / "registers" / "org-id-schemes"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("GB-CHC-1090095", "GB-CHC-1090095"),
        ("GB-CHC-1090095-1", "GB-CHC-1090095-1"),
        ("GB-COH-4325234", "GB-COH-04325234"),
        ("gb-coh-sc123456", "GB-COH-SC123456"),
        ("GB-COH-R0000123", "GB-COH-R0000123"),
        ("GB-COH-IP10002R", "GB-COH-IP10002R"),
        ("GB-SC-sc042386", "GB-SC-SC042386"),
        ("GB-NIC-NIC100019", "GB-NIC-100019"),
        ("GB-HESA-177", "GB-HESA-0177"),
        ("GB-CASC-DF679063", "GB-CASC-df679063"),
        ("GB-PPON-PVXB-1234-DGHC", "GB-PPON-PVXB-1234-DGHC"),
        (" GB-NHS-rax ", "GB-NHS-RAX"),
        ("XX-FICTION-ORG-D-GROUP", "XX-FICTION-ORG-D-GROUP"),
        ("CN-11-CR-110000", "CN-11-CR-110000"),
        ("CA_ON-ONT-1234", "CA_ON-ONT-1234"),
        ("XI-GRID-GRID.17063.33", "XI-GRID-grid.17063.33"),
        ("GB-GOVUK-cabinet-office", "GB-GOVUK-cabinet_office"),
        ("GB-CHC-1090095-0", "GB-CHC-1090095"),
        ("GB-CHC-sc042386", "GB-SC-SC042386"),
        ("GB-CHC-NIC100019", "GB-NIC-100019"),
        ("GB-CCSCUST-10032245", "GB-CCSCUST-10032245"),
        ("GB-SHPE-A4036", "GB-SHPE-A4036"),
        ("GB-SHPE-45ub", "GB-SHPE-45UB"),
        ("GB-LANI-NIR-A", "GB-LANI-NIR-A"),
    ],
)
def test_an_identifier_is_kept_in_its_registers_spelling(sent: str, kept: str) -> None:
    assert str(parse_org_id(sent)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GB-CHC",
        "GB-CHC-",
        "1090095",
        "GB-CHC-0109009",
        "GB-CHC-12345",
        "GB-CHC-\uff11\uff10\uff19\uff10\uff10\uff19\uff15",
        "GB-COH-0000000",
        "GB-COH-123456789",
        "GB-COH-SC12345",
        "GB-COH-N/A",
        "GB-SC-042386",
        "GB-CHC-1090095-00",
        "GB-CCSCUST-1003224",
        "XI-GRID-17063",
        "GB-NIC-200019",
        "GB-LAE-\ufb01a",
        "GB-PPON-PVXB-1234-DGHB",
        "GB-PPON-PVXA-1234-DGHJ",
        "GB-PPON-PVXB-1034-DGHJ",
        "XX-FICTION-a b",
        "XX-FICTION-a\x00",
        "xx-fiction-a\nb",
        "\ufb01-coh-12345678",
    ],
)
def test_what_no_register_could_have_given_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^'.* such as .*\.$|^'.*gives\.$"):
        parse_org_id(text)


def test_a_scheme_is_named_in_the_refusal_with_an_example() -> None:
    with pytest.raises(ValueError, match="not a number of GB-SC such as SC042386"):
        OrgId.of("GB-SC", "42386")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_schemes_own_example_reads_as_it_stands(scheme: str) -> None:
    assert OrgId.of(scheme, SCHEMES[scheme].shape.example).number == SCHEMES[scheme].shape.example


@pytest.mark.parametrize(
    ("number", "registers"),
    [
        ("GB-COH-09506232", ("GB-COH",)),
        ("GB-COH-SC123456", ("GB-COH",)),
        ("GB-COH-CE012345", ("GB-CHC",)),
        ("GB-COH-CS000123", ("GB-SC",)),
        ("GB-COH-RS004124", ("GB-MPR",)),
        ("GB-COH-NP000174", ("GB-MPR",)),
        ("GB-COH-RC000048", ("GB-CHC", "GB-SC")),
        ("GB-NHS-RSX", ("GB-NHS",)),
        ("XX-FICTION-RC", ("XX-FICTION",)),
    ],
)
def test_a_number_that_only_mirrors_another_register_is_proved_there(number: str, registers: tuple[str, ...]) -> None:
    org_id = parse_org_id(number)
    assert (org_id.proved_in, org_id.is_mirror) == (registers, registers != (org_id.scheme,))


def test_what_took_a_registers_place_and_what_proves_a_mirror_are_registers_themselves() -> None:
    successors = {rules.deprecated_for for rules in SCHEMES.values() if rules.deprecated_for}
    assert successors | {it for registers in MIRRORS.values() for it in registers} <= set(SCHEMES)
    assert {code for code, rules in SCHEMES.items() if rules.deprecated_for} == {"GB-GOVUK", "XI-GRID"}
    assert parse_org_id("XX-FICTION-1").rules is None


@given(st.sampled_from(sorted(SCHEMES)), st.data())
def test_reading_what_was_written_changes_nothing(scheme: str, draw: st.DataObject) -> None:
    number = draw.draw(st.from_regex(SCHEMES[scheme].shape.pattern, fullmatch=True))
    once = OrgId.of(scheme, number)
    assert OrgId.of(once.scheme, once.number) == once
    assert parse_org_id(str(once)) == once


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        read = parse_org_id(text)
    except ValueError:
        return
    assert parse_org_id(str(read)) == read


@pytest.mark.skipif(not LISTS.exists(), reason="the org-id lists of ../shared are not here")
def test_the_registers_own_examples_are_accepted() -> None:
    for path in LISTS.glob("*.json"):
        entry = json.loads(path.read_text(encoding="utf-8"))
        examples = entry["access"]["exampleIdentifiers"] or ""
        for example in filter(None, map(str.strip, examples.split(","))):
            assert str(OrgId.of(entry["code"], example)) == f"{entry['code']}-{example}"
        rules = SCHEMES[entry["code"]]
        assert (rules.kind, rules.deprecated_for is not None) == (entry["listType"], bool(entry["deprecated"]))
