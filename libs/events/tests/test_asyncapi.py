"""The AsyncAPI document and the page say what the catalogue says."""

import json
from pathlib import Path

import pytest

from events.asyncapi import asyncapi, page
from events.catalogue import CATALOGUE
from events.schemas import SNAPSHOTS

ROOT = SNAPSHOTS.parents[2]
SCHEMA = ROOT.parent / "shared/standards/schemas/asyncapi/3.0.0-without-id.json"


def test_every_event_has_a_channel_under_its_subject() -> None:
    assert {channel["address"] for channel in asyncapi()["channels"].values()} == CATALOGUE.keys()


def test_every_reference_leads_somewhere() -> None:
    document = asyncapi()
    text = json.dumps(document)
    for reference in {part.split('"')[0] for part in text.split('"$ref": "#/')[1:]}:
        place = document
        for step in reference.split("/"):
            place = place[step]
        assert isinstance(place, dict)


@pytest.mark.skipif(not SCHEMA.exists(), reason="the AsyncAPI schema is not at hand (../shared/standards)")
def test_the_document_is_asyncapi_3() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    errors = list(jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(asyncapi()))
    assert not errors


def test_the_page_is_as_generated() -> None:
    """If this fails, `make docs`."""
    assert Path(ROOT / "docs/events.md").read_text() == page()
