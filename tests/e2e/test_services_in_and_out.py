"""Services as they leave the platform and come in, by the command that people use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.testing import Platform
from registry.offers.schemas import OfferIn

CHECK = Path(__file__).parents[3] / "shared/standards/check/openreferral.py"
SAMPLE = CHECK.parents[1] / "data/openreferral-uk/V3.0-UK-Default/service_full.json"
needs_the_check = pytest.mark.skipif(
    not CHECK.exists(), reason="the offline check is not at hand (../shared/standards)"
)
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]


def commonweal(platform: Platform, *words: str | Path) -> str:
    """What the command says."""
    command = [sys.executable, "-m", "commonweal", *words, "--state", platform.state.directory]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@needs_the_check
def test_what_is_exported_passes_the_offline_check(platform: Platform, tmp_path: Path) -> None:
    provider = platform.client("provider")
    provider.post("/registry/v1/organisations", json={"name": "Ashgate Homeless Trust", "roles": ["provider"]})
    offer = OfferIn.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index]
    made = provider.post("/registry/v1/services", json=offer)
    assert made.status_code == 201, made.text
    target = tmp_path / "services.json"
    commonweal(platform, "export", "openreferral", "--out", target, "--buyer", made.json()["organisation_id"])
    assert made.json()["id"] in {service["id"] for service in json.loads(target.read_text())}
    checked = subprocess.run(
        [sys.executable, CHECK, "service_package.json", target], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


@needs_the_check
def test_a_feed_comes_in_once_and_leaves_as_it_was(platform: Platform, tmp_path: Path) -> None:
    feed, target = tmp_path / "feed.json", tmp_path / "out.json"
    feed.write_bytes(SAMPLE.read_bytes())
    words = ("import", "openreferral", feed, "--publisher", "A directory", "--json")
    first, again = (json.loads(commonweal(platform, *words)) for _ in range(2))
    assert (first["read"], first["rejected"], again["unchanged"]) == (1, 0, 1)
    commonweal(platform, "export", "openreferral", "--out", target, "--imported")
    assert json.loads(feed.read_text()) in json.loads(target.read_text())
