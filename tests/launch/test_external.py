"""A PostgreSQL of the person's own is touched only when its database says that it is for the demo."""

from contextlib import ExitStack

import pytest

from launch import roles
from launch.external import ExternalServer, require_version
from launch.postgres import SUPERUSER, Cluster
from launch.state import State
from launch.trouble import Trouble


@pytest.fixture
def url(cluster: Cluster) -> str:
    """An unmarked database, for a role that may make roles."""
    with cluster.superuser() as connection:
        roles.create_database(connection, "theirs", None)
    password = cluster.state.passwords()["superuser"]
    return roles.socket_url(SUPERUSER, password, "theirs", str(cluster.sockets))


def test_without_the_marker_nothing_is_changed(cluster: Cluster, url: str) -> None:
    with cluster.superuser() as connection:
        connection.execute("DROP OWNED BY schutznetz_web")
        connection.execute("DROP ROLE schutznetz_web")
    with pytest.raises(Trouble) as told:
        ExternalServer(cluster.state, url).running().__enter__()
    for words in (told.value.german, told.value.english):
        assert words.endswith("""COMMENT ON DATABASE "theirs" IS 'schutznetz demo';""")
    with cluster.superuser() as connection:
        assert not connection.execute(
            "SELECT FROM pg_roles WHERE rolname = 'schutznetz_web'"
        ).fetchone()


def test_the_printed_statement_allows_it(cluster: Cluster, url: str) -> None:
    with roles.connect(url) as connection:
        roles.mark_as_demo(connection, "theirs")
    with ExternalServer(cluster.state, url).running() as server:
        with roles.connect(server.url("web", "theirs")) as web:
            assert web.execute("SELECT current_user").fetchone() == ("schutznetz_web",)
        assert server.url("owner", "theirs") == url
        server.create_database("beside", template="theirs")
        assert server.has_database("beside")
        server.drop_database("beside")


def test_a_web_role_with_too_many_rights_is_refused(cluster: Cluster, url: str) -> None:
    with roles.connect(url) as connection:
        roles.mark_as_demo(connection, "theirs")
        connection.execute("ALTER ROLE schutznetz_web BYPASSRLS")
        connection.execute("GRANT CONNECT ON DATABASE theirs TO schutznetz_web")
    with pytest.raises(Trouble, match="too many rights"):
        ExternalServer(cluster.state, url).running().__enter__()


def test_an_owner_who_may_not_make_roles_learns_what_to_do(cluster: Cluster) -> None:
    cluster.create_database("theirs")
    owner = cluster.url("owner", "theirs")
    with cluster.superuser() as connection:
        connection.execute("ALTER ROLE schutznetz_web PASSWORD 'another'")
    with pytest.raises(Trouble, match="CREATEROLE"):
        ExternalServer(cluster.state, owner).running().__enter__()


def test_an_old_server_is_refused() -> None:
    class Info:
        server_version = 140011

    class Old:
        info = Info()

    with pytest.raises(Trouble, match="PostgreSQL 14; version 15 or newer"):
        require_version(Old())  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["mysql://somewhere/x", "postgresql://db.example.org/", "nonsense"])
def test_another_address_gets_a_sentence(state: State, url: str) -> None:
    with ExitStack() as stack, pytest.raises(Trouble, match="must look like"):
        stack.enter_context(ExternalServer(state, url).running())


def test_an_address_that_nobody_answers_gets_a_sentence(state: State) -> None:
    with pytest.raises(Trouble, match="cannot be reached"):
        ExternalServer(state, "postgresql:///x?host=/nowhere").running().__enter__()


def test_an_address_keeps_its_place_and_options() -> None:
    url = "postgresql://me:a%40b@db.example:5433/one?sslmode=require"
    assert roles.changed_url(url, database="two") == (
        "postgresql://me:a%40b@db.example:5433/two?sslmode=require"
    )
    assert roles.changed_url(url, database="one", user="web", password="x/y") == (
        "postgresql://web:x%2Fy@db.example:5433/one?sslmode=require"
    )
