"""Bidders and openers at their terminals: sealed, received, opened together; what was tampered with is named."""

import asyncio
import json
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tests.e2e.story import BID, CLOSES_AT, DRAFTED, PUBLISHED, Story, pounds
from tests.e2e.terminal import typed

from commonweal.testing import Platform, eventually

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
CEREMONY = "2027-01-15T12:02:00Z"
HOUSES = ("opener", "opener-council", "opener-inspector")


class Desk:
    """Where they type: one notice of four lots whose bids any two of three openers open."""

    def __init__(self, platform: Platform, folder: Path) -> None:
        self.platform, self.folder, self.story = platform, folder, Story(platform)
        self.story.register("commissioner", "Northbridge Council", "buyer")
        self.story.register("provider", "Harbour Homes CIC", "provider")
        self.openers = [json.loads(self.says("opener", "key", "--as", house)[0])["id"] for house in HOUSES]
        self.notice = self.published()

    def published(self, **beside: Any) -> dict[str, Any]:
        """By the buyer, over its own system."""
        draft = {
            "title": "Homelessness prevention",
            "description": "Help for people who may lose their home.",
            "category": "services",
            "regime": "light_touch",
            "cpv": ["85311000"],
            "closes_at": CLOSES_AT,
            "lots": [{"title": f"Area {number}", "value": pounds("90000.00")} for number in range(4)],
            "criteria": [{"name": "Price", "kind": "price", "weight": 100}],
        } | beside
        notice = self.story.say("commissioner", "POST", "/tendering/v1/notices", json=draft, now=DRAFTED).json()
        path = f"/tendering/v1/notices/{notice['id']}"
        body = {"threshold": 2, "openers": self.openers}
        self.story.say("commissioner", "POST", f"{path}/sealing", json=body, now=DRAFTED)
        return dict(self.story.say("commissioner", "POST", f"{path}/publish", now=PUBLISHED).json())

    def says(self, *words: object, now: str = DRAFTED, fails: bool = False) -> tuple[str, str]:
        """What stands on the terminal, before and after the last brace: a document, and sentences about it."""
        code, shown = typed(*words, "--state", self.platform.state.directory, "--now", now)
        assert (code != 0) is fails, shown
        document, brace, sentences = shown.rpartition("}\n")
        return document + brace.strip(), " ".join(sentences.split())

    def bids(self, lot: int) -> dict[str, Any]:
        """The receipt for a bid for one lot, sealed and sent."""
        offer = {"lot_id": self.notice["lots"][lot]["id"], "price": pounds("85000.00")}
        file = self.folder / f"bid-{lot}.json"
        file.write_text(json.dumps({"offers": [offer], "proposal": "Homes first."}))
        receipt, sentence = self.says("bid", "submit", self.notice["id"], file, now=BID)
        assert sentence == "Genuine: received at 2027-01-14T16:00:00Z."
        return dict(json.loads(receipt))

    def tampers(self, statement: str, *values: object) -> None:
        """Somebody with the database at hand."""

        async def done() -> None:
            connection = await asyncpg.connect(self.platform.state.operators_url("tendering"))
            try:
                await connection.execute(statement, *values)
            finally:
                await connection.close()

        asyncio.run(done())


@pytest.fixture(scope="module")
def desk(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(platform, tmp_path_factory.mktemp("desk"))


def test_two_of_three_openers_open_at_their_terminals_and_name_what_was_tampered_with(desk: Desk) -> None:
    sound, altered, moved, gone = (desk.bids(lot) for lot in range(4))
    notice_id = desk.notice["id"]
    for number, house in enumerate(HOUSES, 1):
        _, sentence = desk.says("opener", "share", notice_id, "--as", house)
        assert sentence == f"Share {number} opens; 2 such shares open the bids."
    _, early = desk.says("opener", "open", notice_id, "--as", HOUSES[0], now=BID, fails=True)
    assert "No share is taken before 2027-01-15T12:01:00" in early

    desk.tampers(
        "update sealed_envelopes set ciphertext = set_byte(ciphertext, 99, get_byte(ciphertext, 99) # 1) "
        "where bid_id = $1",
        altered["id"],
    )
    desk.tampers(
        "update sealed_envelopes set ciphertext = it.ciphertext, commitment = it.commitment "
        "from sealed_envelopes it where it.bid_id = $1 and sealed_envelopes.bid_id = $2",
        sound["id"],
        moved["id"],
    )
    _, first = desk.says("opener", "open", notice_id, "--as", HOUSES[0], now=CEREMONY)
    assert first == "Share 1 is here. 1 of 2 shares are here; 1 more opens the bids."
    still = desk.story.platform.client("auditor").get(
        f"/tendering/v1/notices/{notice_id}/bids", headers={"Commonweal-Now": CEREMONY}
    )
    assert still.status_code == 409, "one share opens nothing"
    _, again = desk.says("opener", "open", notice_id, "--as", HOUSES[0], now=CEREMONY, fails=True)
    assert "Share 1 is here already." in again

    _, last = desk.says("opener", "open", notice_id, "--as", HOUSES[2], now=CEREMONY)  # the second share is lost
    assert last.startswith("Share 3 is here. 2 of 4 bids were opened.")
    assert f"Spoilt: {altered['commitment']}. It was altered after it was received." in last
    assert f"Spoilt: {sound['commitment']}. It is for other lots than it said." in last
    assert gone["commitment"] not in last

    path = desk.folder / "receipt.json"
    eventually(lambda: json.loads(desk.says("bid", "receipt", sound["id"], now=CEREMONY)[0])["position"])
    later, sentence = desk.says("bid", "receipt", sound["id"], now=CEREMONY)
    assert sentence.endswith(f"position {json.loads(later)['position']} of the ledger.")
    path.write_text(later)
    assert typed("bid", "check", path, "--state", desk.platform.state.directory)[0] == 0
    path.write_text(later.replace("2027-01-14T16", "2027-01-14T15"))
    code, shown = typed("bid", "check", path, "--state", desk.platform.state.directory)
    assert (code, "it says something else than what was signed" in " ".join(shown.split())) == (1, True)


def test_whoever_holds_no_key_or_another_opens_no_share(desk: Desk) -> None:
    ring = desk.platform.state.directory / "openers" / "opener-council.json"
    kept = ring.read_text()
    ring.write_text(json.dumps({"00": "11" * 32}))
    try:
        _, said = desk.says("opener", "share", desk.notice["id"], "--as", "opener-council", fails=True)
    finally:
        ring.write_text(kept)
    assert "None of your keys opens this share" in said
    assert ring.stat().st_mode & 0o077 == 0


def test_an_entry_for_a_phase_is_sealed_sent_and_opened_at_their_terminals(desk: Desk) -> None:
    first = {"title": "Initial tenders", "kind": "initial_tenders", "asks_for": "Your first price.", "asks_price": True}
    last = {"title": "Final tenders", "kind": "final_tenders", "asks_for": "Your bid."}
    phases = {"phases": [first | {"closes_at": CLOSES_AT.replace("15T", "12T")}, last]}
    notice_id = desk.published(procedure="competitive_flexible", flexible=phases)["id"]
    sent, met, about = BID.replace("14T", "11T"), CEREMONY.replace("15T", "12T"), (notice_id, "--phase", 1)
    file = desk.folder / "entry.json"
    file.write_text(json.dumps({"statement": "Homes first.", "price": pounds("85000.00")}))

    receipt, sentence = desk.says("bid", "submit", notice_id, file, "--phase", 1, now=sent)
    entry = json.loads(receipt)
    assert (entry["contents"], entry["sealed"]["sealed_by"]) == (None, "bidder")
    assert sentence == f"Genuine: received at {sent}."
    _, tried = desk.says("opener", "share", *about, "--as", HOUSES[1])
    assert tried == "Share 2 opens; 2 such shares open the entries for phase 1."
    _, early = desk.says("opener", "open", *about, "--as", HOUSES[0], now=sent, fails=True)
    assert "is shut until" in early
    _, one = desk.says("opener", "open", *about, "--as", HOUSES[2], now=met)
    assert one == "Share 3 is here. 1 of 2 shares are here; 1 more opens the entries."
    _, two = desk.says("opener", "open", *about, "--as", HOUSES[1], now=met)
    assert two.startswith("Share 2 is here. The entries are open; the digest of their log is ")
    read = desk.story.say("auditor", "GET", f"/tendering/v1/notices/{notice_id}/phases/1/entries", now=met).json()
    assert [each["contents"]["price"]["amount"] for each in read["items"]] == ["85000.00"]
