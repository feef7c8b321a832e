"""The containers' files, judged by the real Compose and hadolint binaries: nothing here can run them."""

import re
import subprocess
import sysconfig
from pathlib import Path

import compose
import pytest
import yaml

from commonweal import broker, containers
from gateway.clients import bootstrap

ROOT = Path(__file__).parents[2]
COMPOSE = Path(compose.__file__).parent / "docker-compose"
SERVICES = ("registry", "tendering", "ratings", "grants", "transparency", "gateway")


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `deploy/compose/secrets > .env` makes."""
    made = subprocess.run([ROOT / "deploy/compose/secrets"], capture_output=True, text=True, check=True)
    path = tmp_path_factory.mktemp("compose") / ".env"
    path.write_text(made.stdout)
    return path


def config(env: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [
        COMPOSE,
        "--env-file",
        env,
        "-f",
        ROOT / "docker-compose.yml",
        "--profile",
        "collector",
        "config",
    ]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)


def test_compose_accepts_the_platform(secrets: Path) -> None:
    done = config(secrets, "--quiet")
    assert done.returncode == 0, done.stderr


def test_compose_refuses_to_start_without_secrets(tmp_path: Path) -> None:
    """Also the proof that a bad file fails here: some wrappers lose the exit code."""
    empty = tmp_path / ".env"
    empty.write_text("")
    assert config(empty, "--quiet").returncode != 0


def test_every_service_migrates_before_it_starts(secrets: Path) -> None:
    services = yaml.safe_load(config(secrets).stdout)["services"]
    for name in SERVICES:
        assert services[name]["depends_on"][f"{name}-migrate"]["condition"] == "service_completed_successfully"


def test_only_the_gateway_is_reachable_from_outside(secrets: Path) -> None:
    services = yaml.safe_load(config(secrets).stdout)["services"]
    assert {name for name, service in services.items() if service.get("ports")} == {"gateway", "jaeger"}


def test_who_keeps_documents_in_a_folder_has_it_mounted(secrets: Path) -> None:
    """The workers too: they read the files that come in."""
    services = yaml.safe_load(config(secrets).stdout)["services"]
    keepers = {
        name: each for name, each in services.items() if "COMMONWEAL_DOCUMENTS_URL" in each.get("environment", {})
    }
    assert {f"{name}-worker" for name in SERVICES} - {"gateway-worker"} < keepers.keys()
    for name, service in keepers.items():
        folder = service["environment"]["COMMONWEAL_DOCUMENTS_URL"].removeprefix("file://")
        assert folder in {volume["target"] for volume in service["volumes"]}, name


def test_no_service_knows_anothers_secret(secrets: Path) -> None:
    services = yaml.safe_load(config(secrets).stdout)["services"]
    assert len({services[name]["environment"]["COMMONWEAL_SECRET"] for name in SERVICES}) == len(SERVICES)


def test_the_gateway_knows_the_first_client_from_the_secrets(secrets: Path) -> None:
    gateway = yaml.safe_load(config(secrets).stdout)["services"]["gateway"]
    (first,) = bootstrap.read(gateway["environment"]["COMMONWEAL_BOOTSTRAP_CLIENTS"])
    assert (first.client_id, tuple(first.roles)) == ("platform_admin", ("platform_admin",))


def test_every_secret_that_compose_wants_is_made(secrets: Path) -> None:
    wanted = {
        name
        for path in (ROOT / "deploy/compose").glob("*.yaml")
        for name in re.findall(r"\$\{(\w+):\?", path.read_text())
    }
    assert wanted == {line.split("=")[0] for line in secrets.read_text().splitlines()}


def test_the_dockerfile_is_clean() -> None:
    hadolint = Path(sysconfig.get_path("scripts")) / "hadolint"
    done = subprocess.run([hadolint, ROOT / "deploy/docker/Dockerfile"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_brokers_permissions_are_those_of_one_machine() -> None:
    """If this fails, `make docs`."""
    assert (ROOT / "deploy/nats/accounts.conf").read_text() == containers.accounts()


def test_the_broker_accepts_its_configuration(secrets: Path) -> None:
    environment = dict(line.split("=", 1) for line in secrets.read_text().splitlines())
    command: list[str | Path] = [broker.binary(), "-t", "-c", ROOT / "deploy/nats/nats.conf"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
