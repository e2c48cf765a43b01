"""The database of all tests: PostgreSQL of our own, every test rolled back, under the web role.

Tests work as the role the product works as, so that a missing privilege shows here and not in service.
That role cannot empty tables: `django_db(transaction=True)` does not work; who has to commit takes
`own_database`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from pytest_django import DjangoDbBlocker

from launch.roles import Role
from launch.testbed import Testbed
from schutznetz.config import environment
from tests.cast import cast

__all__ = ["cast"]

SHARED = "testbed"
_started = pytest.StashKey[tuple[Testbed, object]]()


class SharedTestbed:
    """With pytest-xdist: the first process starts one cluster, its workers use it."""

    def pytest_configure_node(self, node: "pytest.Item") -> None:
        """Tell a worker where the cluster is; called by xdist before it starts."""
        config = node.config
        if _started not in config.stash:
            context = Testbed.started()
            config.stash[_started] = (context.__enter__(), context)
        node.workerinput[SHARED] = json.dumps(config.stash[_started][0].address())  # type: ignore[attr-defined]


def pytest_configure(config: pytest.Config) -> None:
    """Only where xdist is at work does its hook exist."""
    if config.pluginmanager.hasplugin("dsession"):
        config.pluginmanager.register(SharedTestbed())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the shared cluster when all workers have ended."""
    if _started in config.stash:
        config.stash[_started][1].__exit__(None, None, None)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def testbed(request: pytest.FixtureRequest) -> Iterator[Testbed]:
    """The cluster of this test run; it starts when the first test needs a database."""
    shared = getattr(request.config, "workerinput", {}).get(SHARED)
    if shared:
        yield Testbed.attached(json.loads(shared))
        return
    with Testbed.started() as started:
        yield started


@pytest.fixture(scope="session")
def django_db_setup(
    testbed: Testbed, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of pytest-django's: a clone of the migrated template, used under the web role."""
    with testbed.clone() as name, django_db_blocker.unblock(), pointed_to(testbed.url("web", name)):
        django_db_blocker.block()
        yield
        django_db_blocker.restore()


@pytest.fixture
def own_database(
    testbed: Testbed, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[Role], str]]:
    """A database for one test that really commits; not together with the mark `django_db`.

    Yields a function from the role ("web", "owner") to the database's address.
    """
    with testbed.clone() as name, django_db_blocker.unblock(), pointed_to(testbed.url("web", name)):
        yield lambda role: testbed.url(role, name)


@pytest.fixture
def database_url(testbed: Testbed, db: None) -> Callable[[Role], str]:
    """From the role to the address of the database of this test, for a connection beside Django's.

    It does not see what the test wrote, since that is rolled back and never committed.
    """
    return lambda role: testbed.url(role, settings.DATABASES["default"]["NAME"])


@pytest.fixture(autouse=True, scope="session")
def looks_from_outside() -> Iterator[None]:
    """Tests see the rows of all units until somebody acts; then row-level security decides."""

    def look(connection: BaseDatabaseWrapper, **_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('schutznetz.tests', 'look', false)")

    connection_created.connect(look)
    yield
    connection_created.disconnect(look)


@contextmanager
def pointed_to(url: str) -> Iterator[None]:
    """Django's connection leads to another database for the length of a block."""
    connection = connections["default"]
    before = dict(connection.settings_dict)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        connection.close()
        connection.settings_dict.update(environment.database())
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)
