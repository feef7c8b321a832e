"""A backup brings everything back as it was at one instant, never over anything newer, and never half."""

import asyncio
import shutil
from pathlib import Path

import asyncpg
import pytest
from typer.testing import CliRunner

from commonweal.backups.manifest import NAME
from commonweal.cli import app
from commonweal.state import SERVICES, State
from commonweal.testing import Platform, eventually, needs_binaries, running

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("backups"), pytest.mark.timeout(600)]
KEY = "insert into keystore (entity, key) values (gen_random_uuid(), '\\x6b657973746f72656b6579')"


def commonweal(*words: object) -> str:
    """What the command says; it succeeds."""
    answer = CliRunner().invoke(app, [str(word) for word in words])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def refused(*words: object) -> str:
    """Why it does not do what it is asked."""
    answer = CliRunner().invoke(app, [str(word) for word in words])
    assert answer.exit_code == 1, answer.output
    return " ".join(answer.stderr.split())


def asked(state: State, database: str, query: str) -> object:
    """One value, of one database."""

    async def ask() -> object:
        connection = await asyncpg.connect(state.operators_url(database))
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(ask())


def register(up: Platform, name: str) -> None:
    """An organisation, known to others before this returns."""
    body = {"name": name, "roles": ["buyer"], "address": {"locality": "Northbridge"}}
    made = up.client("registrar").post("/registry/v1/organisations", json=body).raise_for_status()
    after = {"Commonweal-After": made.headers["Commonweal-Event"]}
    eventually(lambda: up.public.get("/tendering/v1/notices", headers=after).is_success)


def names(up: Platform) -> set[str]:
    """Who is registered."""
    return {each["name"] for each in up.public.get("/registry/v1/organisations").json()["items"]}


class Kept:
    """A state that was backed up while it ran, and what happened in it afterwards."""

    def __init__(self, home: Path) -> None:
        self.state, self.place, self.escrow = State(home / "state"), home / "backup", home / "escrow"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    needs_binaries()
    it = Kept(tmp_path_factory.mktemp("backups"))
    with running(it.state.directory) as up:
        register(up, "Before the backup")
        asked(it.state, "ratings", KEY)
        commonweal("backup", it.place, "--escrow", it.escrow, "--state", it.state.directory)
        register(up, "After the backup")
    return it


def test_what_was_backed_up_comes_back_in_a_new_epoch(kept: Kept, tmp_path: Path) -> None:
    commonweal("restore", kept.place, "--escrow", kept.escrow, "--state", tmp_path / "fresh")
    with running(tmp_path / "fresh") as up:
        assert names(up) == {"Before the backup"}
        register(up, "After the restore")
        eventually(lambda: all_follow(up, "%\\_1"))
        assert commonweal("verify", "--state", tmp_path / "fresh")
        assert asked(up.state, "ratings", "select count(*) from keystore") == 1
        assert (
            asked(up.state, "tendering", "select distinct stream from checkpoints where stream like 'REGI%'")
            == "REGISTRY_2"
        )
        assert asked(up.state, "registry", "select number from epochs") == 2


def test_what_unseals_is_apart_and_only_the_latest_of_it(kept: Kept) -> None:
    everything = b"".join(path.read_bytes() for path in kept.place.rglob("*") if path.is_file())
    secrets = {secret.encode() for secret in kept.state.secrets.values()}
    assert not [secret for secret in secrets if secret in everything]
    listed = {str(path.relative_to(kept.escrow)) for path in kept.escrow.rglob("*") if path.is_file()}
    assert {"keystore.dump", "secrets.json", "credentials.json", NAME} <= listed


def test_a_state_that_holds_anything_is_not_restored_over(kept: Kept, tmp_path: Path) -> None:
    words = ("restore", kept.place, "--state", kept.state.directory)
    assert "holds postgres, nats, documents already; --replace sets them aside" in refused(*words)
    assert "--replace sets it aside" in refused(*words, "--only", "registry")
    assert "--escrow DIR says where they are" in refused("restore", kept.place, "--state", tmp_path / "fresh")


def test_a_backup_that_is_damaged_or_incomplete_is_refused_by_the_name_of_the_file(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "backup"
    for name, harm, sentence in (
        ("databases/tendering.dump", flipped, "databases/tendering.dump is damaged"),
        ("databases/grants.dump", Path.unlink, "databases/grants.dump is missing"),
        (NAME, flipped, f"{NAME} is damaged"),
        (NAME, Path.unlink, f"{NAME} is missing"),
    ):
        shutil.copytree(kept.place, place)
        harm(place / name)
        told = refused("restore", place, "--escrow", kept.escrow, "--state", tmp_path / "fresh")
        assert sentence.replace(" ", "") in told.replace(" ", "")  # a long path is broken anywhere
        assert not (tmp_path / "fresh").exists()
        shutil.rmtree(place)


def test_nothing_comes_up_on_a_restore_that_was_broken_off(tmp_path: Path) -> None:
    State(tmp_path).half_restored.touch()
    assert "was broken off: do it again, with --replace" in refused("up", "--state", tmp_path)


def flipped(path: Path) -> None:
    """One bit of it is another."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_one_service_alone_is_restored_and_reconciled(kept: Kept) -> None:
    """The others have read what it forgets; they unlearn it, and nothing is doubled."""
    commonweal("restore", kept.place, "--only", "registry", "--replace", "--state", kept.state.directory)
    where = ("--state", kept.state.directory)
    with running(kept.state.directory) as up:
        eventually(lambda: "relay" in str(up.public.get("/readyz").text) or halted(up))
        assert names(up) == {"Before the backup"}
        body = {"name": "Meanwhile", "roles": ["buyer"], "address": {"locality": "Northbridge"}}
        assert up.client("registrar").post("/registry/v1/organisations", json=body).status_code == 503
        assert "1 events after that are the stream's alone" in refused("reconcile", "registry", *where)
        commonweal("reconcile", "registry", "--withdraw", *where)
        eventually(lambda: not halted(up))
        register(up, "After the restore")
        known = "select string_agg(facts->>'name', ', ' order by facts->>'name') from known_organisations"
        eventually(lambda: asked(up.state, "tendering", known) == "After the restore, Before the backup")
        eventually(lambda: all_follow(up, "REGISTRY\\_1"))
        assert commonweal("verify", *where)
        assert (
            asked(up.state, "postgres", "select count(*) from pg_database where datname like 'registry_replaced%'") == 1
        )


def halted(up: Platform) -> bool:
    """Whether the registry takes no commands."""
    return bool(asked(up.state, "registry", "select exists (select from halts)"))


def all_follow(up: Platform, retired: str) -> bool:
    """Whether no reader of any service is on such a stream any more: an idle one looks every other second."""
    behind = f"select exists (select from checkpoints where position > 0 and stream like '{retired}')"
    return not any(asked(up.state, service, behind) for service in SERVICES)
