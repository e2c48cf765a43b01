from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    """Counts from coded facts, in which nobody can be recognised."""

    name = "schutznetz.overview.statistics"
    label = "statistics"

    def ready(self) -> None:
        from schutznetz.ground.base import navigation
        from schutznetz.ground.organisations.access import works_on_cases
        from schutznetz.overview.statistics.access import coordinates
        from schutznetz.overview.statistics.listening import listen_to_the_house

        listen_to_the_house()
        navigation.register(_("Zahlen"), "statistics:start", 60, shown=works_on_cases)
        navigation.register(_("Zahlen"), "statistics:network", 60, shown=coordinates)
