"""The models and the migrations say the same."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.house.reading import rooms


def missing_changes() -> dict[str, list[str]]:
    """Per room, what `makemigrations` would still write. Needs no database."""
    loader = MigrationLoader(None)
    ours = {room.label for room in rooms()}
    with translation.override(None):  # names of fields that Django itself translates
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph, trim_to_apps=ours, convert_apps=ours)
    return {
        label: [operation.describe() for step in steps for operation in step.operations]
        for label, steps in changes.items()
        if label in ours
    }


def test_every_change_of_a_model_has_its_migration() -> None:
    missing = missing_changes()
    assert not missing, (
        f"Models changed without a migration: {missing}\n"
        "What to do: `python run.py manage makemigrations`, read the file, name it after what it does."
    )


def test_no_room_has_two_newest_migrations() -> None:
    conflicts = MigrationLoader(None).detect_conflicts()
    assert not conflicts, (
        f"Two migrations want to be the newest: {conflicts}. Renumber one of them."
    )


def test_every_room_in_a_folder_is_a_room_of_the_settings() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    missing = [str(r) for r in rooms() if f"schutznetz.{r.wing}.{r.label}" not in installed]
    assert not missing, f"Add to ROOMS in config/settings/base.py: {missing}"
