"""A state folder that PostgreSQL's account can reach; pytest's own temporary folders are closed to it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.accounts import Account
from launch.postgres import Cluster
from launch.state import State


@pytest.fixture
def state() -> Iterator[State]:
    folder = Path(tempfile.mkdtemp(prefix="snz-try-"))
    yield State.at(folder, Account.for_postgres())
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cluster(state: State) -> Iterator[Cluster]:
    with state.occupied() as held, Cluster(state, held, durable=False).running() as running:
        yield running
