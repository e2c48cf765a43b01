"""Last night's backup comes back whole, and only together with its keys does it open anything."""

import stat
from pathlib import Path

import pytest
from psycopg import sql

from launch import backup, roles
from launch.testbed import Testbed
from launch.trouble import Trouble

COUNTED = (
    "organisations_account",
    "vault_keywrap",
    "vault_membership",
    "vault_keyslot",
    "audit_entry",
)
COUNT = sql.SQL("SELECT count(*) FROM {}")


def counts(url: str) -> dict[str, int]:
    """How many rows stand in the tables that matter here."""
    with roles.connect(url) as connection:
        rows = {}
        for table in COUNTED:
            found = connection.execute(COUNT.format(sql.Identifier(table))).fetchone()
            rows[table] = found[0] if found else 0
        return rows


@pytest.fixture
def programs(testbed: Testbed) -> Path:
    """PostgreSQL's own programs, of the server's version."""
    return testbed.programs()


def test_a_backup_comes_back_whole(testbed: Testbed, programs: Path, tmp_path: Path) -> None:
    with testbed.clone(seeded=True) as name, testbed.empty() as other:
        before = counts(testbed.url("owner", name))
        assert before["vault_membership"] and before["audit_entry"]
        backup.write_backup(testbed.url("owner", name), tmp_path, programs)
        into = testbed.url("owner", other)
        backup.restore_backup(into, tmp_path, tmp_path / backup.KEYS, programs)
        assert counts(into) == before
        assert counts(testbed.url("web", other))["organisations_account"], "the web role may work"
        with roles.connect(into) as connection:
            guarded = connection.execute("SELECT count(*) FROM pg_policies").fetchone()
            assert guarded and guarded[0]


def test_the_data_file_holds_no_keys_and_no_sessions(
    testbed: Testbed, programs: Path, tmp_path: Path
) -> None:
    with testbed.clone(seeded=True) as name, testbed.empty() as other:
        backup.write_backup(testbed.url("owner", name), tmp_path, programs)
        assert {each.name for each in tmp_path.iterdir()} == {backup.DATA, backup.KEYS}
        for file in tmp_path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        empty = tmp_path / "none.dump"
        empty.touch()
        with pytest.raises(Trouble):
            backup.restore_backup(testbed.url("owner", other), tmp_path, empty, programs)
        found = counts(testbed.url("owner", other))
        assert found["organisations_account"]
        assert found["vault_keywrap"] == found["vault_membership"] == found["vault_keyslot"] == 0


def test_a_restore_never_mixes_two_worlds(testbed: Testbed, programs: Path, tmp_path: Path) -> None:
    with testbed.clone(seeded=True) as name:
        url = testbed.url("owner", name)
        backup.write_backup(url, tmp_path, programs)
        with pytest.raises(Trouble, match="empty"):
            backup.restore_backup(url, tmp_path, tmp_path / backup.KEYS, programs)
