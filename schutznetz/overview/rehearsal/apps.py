from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """The invented network and its people."""

    name = "schutznetz.overview.rehearsal"
    label = "rehearsal"

    def ready(self) -> None:
        from schutznetz.ground.base import navigation
        from schutznetz.ground.entry.open_doors import OPEN_DOORS

        OPEN_DOORS.add("rehearsal:people")
        navigation.show_people_at("rehearsal:people")
