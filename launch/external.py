"""A PostgreSQL of the person's own, named by DATABASE_URL, in place of the embedded one.

Its address is the owner's. Demo people have published passwords, and the web role gets a new password:
neither may happen by accident, so the database has to carry a marker that somebody set deliberately.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from launch import roles
from launch.programs import OLDEST
from launch.roles import Role
from launch.state import State
from launch.trouble import Trouble


@dataclass
class ExternalServer:
    """The server behind an owner's address."""

    state: State
    owner_url: str

    @property
    def database(self) -> str:
        """The database that the address names."""
        return unquote(urlsplit(self.owner_url).path.lstrip("/"))

    @contextlib.contextmanager
    def running(self) -> Iterator["ExternalServer"]:
        """The server, after making sure that it may be used and has the web role."""
        with self._connect() as connection:
            require_version(connection)
            require_marker(connection, self.database)
            self._ensure_web_role(connection)
        yield self

    def url(self, role: Role, database: str) -> str:
        """The address of a database on this server for one of the two roles."""
        if role == "owner":
            return roles.changed_url(self.owner_url, database=database)
        password = self.state.passwords()["web"]
        return roles.changed_url(
            self.owner_url, database=database, user=roles.WEB, password=password
        )

    def create_database(self, name: str, template: str | None = None) -> None:
        """Create a database beside the named one, owned by the address's role, marked as a demo."""
        with self._connect() as connection:
            roles.create_database(connection, name, template)
            roles.mark_as_demo(connection, name)

    def has_database(self, name: str) -> bool:
        """Whether a database of this name exists."""
        with self._connect() as connection:
            return roles.has_database(connection, name)

    def drop_database(self, name: str) -> None:
        """Remove a database, ending whoever is still connected."""
        with self._connect() as connection:
            roles.drop_database(connection, name)

    def rename_database(self, name: str, new: str) -> None:
        """Give a database its final name; nobody may be connected to it."""
        with self._connect() as connection:
            roles.rename_database(connection, name, new)

    def has_ended(self) -> bool:
        """Never, as far as we are concerned: it is not our child."""
        return False

    def _connect(self) -> roles.Connection:
        if urlsplit(self.owner_url).scheme not in ("postgres", "postgresql") or not self.database:
            raise Trouble(
                "DATABASE_URL muss die Form postgresql://name:passwort@db.example.org/datenbank haben.",
                "DATABASE_URL must look like postgresql://name:password@db.example.org/database.",
            )
        try:
            return roles.connect(self.owner_url)
        except psycopg.OperationalError as reason:
            raise Trouble(
                f"Die Datenbank aus DATABASE_URL ist nicht erreichbar: {str(reason).strip()}",
                "The database named by DATABASE_URL cannot be reached; the reason is above.",
            ) from None

    def _ensure_web_role(self, connection: roles.Connection) -> None:
        """The web role with our password; Trouble when it may do more than it should, or we may not."""
        if not self._web_role_opens(connection):
            try:
                roles.ensure_role(connection, "web", self.state.passwords()["web"])
                roles.let_web_in(connection, self.database)
            except psycopg.errors.InsufficientPrivilege:
                raise _may_not_make_roles(connection) from None
        require_powerless(connection)

    def _web_role_opens(self, connection: roles.Connection) -> bool:
        """Whether the web role exists and lets us in with the password we keep."""
        if not connection.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", [roles.WEB]
        ).fetchone():
            return False
        try:
            roles.connect(self.url("web", self.database)).close()
        except psycopg.OperationalError:
            return False
        return True


def require_version(connection: roles.Connection) -> None:
    """Raises Trouble when the server is older than Django and we can work with."""
    found = connection.info.server_version // 10000
    if found < OLDEST:
        raise Trouble(
            f"Die Datenbank aus DATABASE_URL ist PostgreSQL {found}; nötig ist Version {OLDEST} oder neuer.",
            f"The database named by DATABASE_URL is PostgreSQL {found}; version {OLDEST} or newer is needed.",
        )


def require_marker(connection: roles.Connection, database: str) -> None:
    """Raises Trouble, with the very statement that allows it, when the database is not marked as a demo."""
    if roles.is_marked(connection):
        return
    statement = sql.SQL("COMMENT ON DATABASE {} IS {};").format(
        sql.Identifier(database), sql.Literal(roles.MARKER)
    )
    text = statement.as_string(connection)
    raise Trouble(
        "DATABASE_URL nennt eine Datenbank, die nicht als Demo gekennzeichnet ist. Die Demo legt Menschen mit"
        " öffentlich bekannten Zugängen an und gibt der Rolle schutznetz_web ein neues Passwort; in einer"
        f" Datenbank mit echten Fällen darf das nie geschehen. Ist sie leer und nur für die Demo da:\n    {text}",
        "DATABASE_URL names a database that is not marked as a demo. The demo creates people whose access is"
        " public and gives the role schutznetz_web a new password; that must never happen where real cases are."
        f" If it is empty and only for the demo:\n    {text}",
    )


def require_powerless(connection: roles.Connection) -> None:
    """Raises Trouble when the web role could pass by the rules that bind it."""
    found = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR pg_has_role(oid, current_user, 'MEMBER')"
        " FROM pg_roles WHERE rolname = %s",
        [roles.WEB],
    ).fetchone()
    if found is None or found[0]:
        raise Trouble(
            "Die Rolle schutznetz_web darf auf diesem Server mehr, als sie soll (SUPERUSER, BYPASSRLS, CREATEROLE"
            " oder Mitglied der Eigentümerin).",
            "The role schutznetz_web has too many rights on this server (SUPERUSER, BYPASSRLS, CREATEROLE or a"
            " member of the owner).",
        )


def _may_not_make_roles(connection: roles.Connection) -> Trouble:
    name = connection.info.user
    return Trouble(
        f"Die Rolle {name} darf schutznetz_web weder anlegen noch ihr Passwort setzen. Nötig: ALTER ROLE"
        f' "{name}" CREATEROLE;',
        f"The role {name} may neither create schutznetz_web nor set its password. Needed: ALTER ROLE"
        f' "{name}" CREATEROLE;',
    )
