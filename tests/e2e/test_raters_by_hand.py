"""A council invites from its own list, and a rater makes a credential, both with the command."""

from base64 import b64decode
from pathlib import Path

import pytest
from tests.e2e.story import Story
from tests.e2e.terminal import typed

from commonweal.testing import Platform
from ratings.credentials.rules.signed import SignedCredential

RATED, SIGNING = "2027-06-30T09:00:00Z", "2027-07-02T09:00:00Z"
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]


def test_a_list_becomes_invitations_and_an_invitation_a_credential(platform: Platform, tmp_path: Path) -> None:
    story, state = Story(platform), platform.state.directory
    quarter = {"contract_id": story.contract()["id"], "quarter": "2027-Q2"}
    story.say("rater_issuer", "POST", "/ratings/v1/contacts", json={**quarter, "eligible": 20}, now=RATED)
    wanted = {**quarter, "signs_until": "2027-07-14T23:00:00Z"}
    key = story.say("rater_issuer", "POST", "/ratings/v1/issuer/keys", json=wanted, now=RATED).json()
    people, kept = tmp_path / "people.txt", tmp_path / "credential.txt"
    people.write_text("\n".join(f"case-{number}" for number in range(20)))
    code, shown = typed("rater", "invite", key["id"], people, "--state", state, "--now", RATED)
    assert code == 0, shown
    lines = dict(
        line.split() for line in shown.splitlines() if line.startswith("case-")
    )  # a terminal shows tabs as spaces
    assert set(lines) == {f"case-{number}" for number in range(20)}
    code, shown = typed("rater", "ask", lines["case-7"], "--out", kept, "--state", state, "--now", SIGNING)
    assert code == 0, shown
    assert SignedCredential.parse(kept.read_text()).is_signed_by(b64decode(key["modulus"]))
    code, shown = typed("rater", "ask", lines["case-7"], "--out", kept, "--state", state, "--now", SIGNING)
    assert (code, "used before" in shown) == (1, True)
