from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Whether somebody is known to this unit, by tags that only the unit can make."""

    name = "schutznetz.casework.persons"
    label = "persons"
