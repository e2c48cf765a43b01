"""The roles and databases of Schutznetz inside a PostgreSQL, embedded or somebody's own.

Two roles: the owner owns database and tables and runs migrations; the web role, under which the server and
the worker run, owns nothing, so that row-level security and missing privileges bind it.
"""

from typing import Any, Literal
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

Role = Literal["owner", "web"]
OWNER, WEB = "schutznetz_owner", "schutznetz_web"
NAMES: dict[Role, str] = {"owner": OWNER, "web": WEB}
#: A comment on a database that says: everybody in here is invented.
MARKER = "schutznetz demo"

NO_PRIVILEGES = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
ATTRIBUTES: dict[Role, str] = {
    "owner": f"LOGIN CREATEDB {NO_PRIVILEGES}",
    "web": f"LOGIN NOCREATEDB {NO_PRIVILEGES}",
}

Connection = psycopg.Connection[Any]


def connect(url: str, seconds: int = 10) -> Connection:
    """A connection without a surrounding transaction, as CREATE DATABASE demands."""
    return psycopg.connect(url, autocommit=True, connect_timeout=seconds)


def ensure_role(connection: Connection, role: Role, password: str) -> None:
    """Make a role as it should be. Only the SCRAM verifier of its password is sent, never the password."""
    name = NAMES[role]
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verifier = connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    ).decode()
    statement = sql.SQL("{verb} ROLE {name} WITH {attributes} PASSWORD {verifier}").format(
        verb=sql.SQL("ALTER" if known else "CREATE"),
        name=sql.Identifier(name),
        attributes=sql.SQL(ATTRIBUTES[role]),  # type: ignore[arg-type, unused-ignore]
        verifier=sql.Literal(verifier),
    )
    connection.execute(statement)


def create_database(
    connection: Connection, name: str, template: str | None, owner: str | None = None
) -> None:
    """Create a database that only its owner and the web role may enter.

    A clone of `template` takes over everything inside, but not who may enter; nobody may be connected to
    the template meanwhile.
    """
    database = sql.Identifier(name)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        database, sql.Identifier(template or "template0")
    )
    if owner:
        statement += sql.SQL(" OWNER {}").format(sql.Identifier(owner))
    connection.execute(statement)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    let_web_in(connection, name)


def let_web_in(connection: Connection, name: str) -> None:
    """The web role may connect; it makes neither schemas nor temporary tables."""
    statement = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(WEB)))


def drop_database(connection: Connection, name: str) -> None:
    """Remove a database, ending whoever is still connected to it."""
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def rename_database(connection: Connection, name: str, new: str) -> None:
    """Give a database its final name."""
    statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(new)))


def has_database(connection: Connection, name: str) -> bool:
    """Whether a database of this name exists."""
    return (
        connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        is not None
    )


def mark_as_demo(connection: Connection, name: str) -> None:
    """Set the comment without which no demo people are put into a database."""
    statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Literal(MARKER)))


def is_marked(connection: Connection) -> bool:
    """Whether the connected database carries the demo marker."""
    found = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    return bool(found and found[0] == MARKER)


def socket_url(user: str, password: str, database: str, folder: str) -> str:
    """The address of a database behind a Unix socket."""
    return f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@/{quote(database)}?host={quote(folder, safe='/')}"


def changed_url(
    url: str, *, database: str, user: str | None = None, password: str | None = None
) -> str:
    """An address with another database and, when given, another user."""
    parts = urlsplit(url)
    entry, _, place = parts.netloc.rpartition("@")
    if user is not None and password is not None:
        entry = f"{quote(user, safe='')}:{quote(password, safe='')}"
    netloc = f"{entry}@{place}" if entry else place
    return urlunsplit((parts.scheme, netloc, "/" + quote(database), parts.query, ""))
