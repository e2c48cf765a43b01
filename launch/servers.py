"""Which PostgreSQL serves: the embedded one, or the person's own."""

import os
from contextlib import AbstractContextManager
from typing import Protocol

from launch.external import ExternalServer
from launch.postgres import Cluster
from launch.roles import Role
from launch.state import Occupation, State

#: The demo's database in the embedded cluster.
DATABASE = "schutznetz"


class Server(Protocol):
    """What both kinds can do."""

    def url(self, role: Role, database: str) -> str:
        """The address of a database for one of the two roles, password included."""

    def create_database(self, name: str, template: str | None = None) -> None:
        """Create a database, empty or cloned, marked as a demo."""

    def has_database(self, name: str) -> bool:
        """Whether a database of this name exists."""

    def drop_database(self, name: str) -> None:
        """Remove a database, ending whoever is still connected."""

    def has_ended(self) -> bool:
        """Whether a server that is our child has ended by itself."""

    def rename_database(self, name: str, new: str) -> None:
        """Give a database its final name; nobody may be connected to it."""


def own_url() -> str | None:
    """DATABASE_URL, when the person set one."""
    return os.environ.get("DATABASE_URL") or None


def demo_server(state: State, occupation: Occupation) -> AbstractContextManager[Server]:
    """The server of the demo for the length of a block: DATABASE_URL's, else the embedded one."""
    url = own_url()
    return ExternalServer(state, url).running() if url else Cluster(state, occupation).running()


def demo_database(server: Server) -> str:
    """The name of the demo's database; made now when the embedded cluster does not have it yet."""
    if isinstance(server, ExternalServer):
        return server.database
    if not server.has_database(DATABASE):
        server.create_database(DATABASE)
    return DATABASE
