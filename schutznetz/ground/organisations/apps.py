from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Agencies, units, accounts, members; who acts for which unit."""

    name = "schutznetz.ground.organisations"
    label = "organisations"
