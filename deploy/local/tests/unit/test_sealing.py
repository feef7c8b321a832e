"""A bid or an entry is sealed on its sender's machine, as the service will open it, or not at all."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner

from commonweal.cli import app
from commonweal.openers import told
from tendering.entries.schemas import read_entry
from tendering.envelopes.schemas import read_envelope
from tendering.sealing.rules.boxes import Tampered, key_pair, unsealed
from tendering.sealing.rules.contexts import of_bid, of_entry

BID = {
    "offers": [{"lot_id": "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d", "price": {"amount": "1720000.00"}}],
    "proposal": "Homes first.",
}


def written(folder: Path, bid: object, phase: int | None = None) -> tuple[list[str], dict[str, Any], bytes]:
    """The command's arguments for a bid and a notice, what the notice tells, and the private key."""
    private, public = key_pair()
    sealing = {"notice_id": str(uuid4()), "key_id": str(uuid4()), "terms": "a" * 64, "phase": phase}
    sealing["public_key"] = b64encode(public).decode()
    (folder / "bid.json").write_text(json.dumps(bid))
    (folder / "sealing.json").write_text(json.dumps(sealing))
    return [str(folder / "bid.json"), "--sealing", str(folder / "sealing.json")], sealing, private


def test_what_was_sealed_opens_for_this_bidder_and_says_what_was_written(tmp_path: Path) -> None:
    arguments, sealing, private = written(tmp_path, BID)
    bidder = uuid4()
    answer = CliRunner().invoke(app, ["seal", *arguments, "--bidder", str(bidder)])
    assert answer.exit_code == 0, answer.stderr
    sealed = json.loads(answer.stdout)["sealed"]
    context = of_bid(UUID(sealing["notice_id"]), bidder, UUID(sealing["key_id"]), sealing["terms"])
    envelope = read_envelope(unsealed(b64decode(sealed["ciphertext"]), private, context))
    assert (sealed["lots"], envelope.proposal) == ([BID["offers"][0]["lot_id"]], "Homes first.")  # type: ignore[index]
    assert str(envelope.offers[0].price) == "1720000.00"
    assert "1720000" not in answer.stdout


def test_an_entry_for_a_phase_is_sealed_for_that_phase_alone(tmp_path: Path) -> None:
    entry = {"statement": "We have done so since 2009.", "price": {"amount": "71234.56", "currency": "GBP"}}
    arguments, sealing, private = written(tmp_path, entry, phase=2)
    sender = uuid4()
    answer = CliRunner().invoke(app, ["seal", *arguments, "--bidder", str(sender)])
    assert answer.exit_code == 0, answer.stderr
    sealed = json.loads(answer.stdout)["sealed"]
    notice, key = UUID(sealing["notice_id"]), UUID(sealing["key_id"])
    box = b64decode(sealed["ciphertext"])
    contents = read_entry(unsealed(box, private, of_entry(notice, 2, sender, key)))
    assert (contents.statement, str(contents.price)) == ("We have done so since 2009.", "71234.56")
    assert sealed.keys() == {"ciphertext", "key_id"}
    with pytest.raises(Tampered):
        unsealed(box, private, of_entry(notice, 1, sender, key))


def test_a_bid_is_no_entry(tmp_path: Path) -> None:
    arguments, _, _ = written(tmp_path, BID, phase=1)
    answer = CliRunner().invoke(app, ["seal", *arguments, "--bidder", str(uuid4())])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "This is no entry" in answer.stderr


def test_an_opener_who_may_not_know_hears_nothing_of_how_many_take_part() -> None:
    opening = {"phase": 1, "posted": [{}], "threshold": 2, "opened_at": None, "opened": None, "digest": None}
    assert told(opening) == ["1 of 2 shares are here; 1 more opens the entries."]
    assert told(opening | {"opened_at": "2026-09-12T10:00:00Z", "digest": "ab"}) == [
        "The entries are open; the digest of their log is ab."
    ]


def test_what_would_be_spoilt_at_the_opening_is_not_sealed(tmp_path: Path) -> None:
    arguments, _, _ = written(tmp_path, BID | {"proposal": 3})
    answer = CliRunner().invoke(app, ["seal", *arguments, "--bidder", str(uuid4())])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "This is no bid" in answer.stderr
