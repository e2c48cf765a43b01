from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The start page and the inbox."""

    name = "schutznetz.overview.desk"
    label = "desk"

    def ready(self) -> None:
        from schutznetz.ground.base import navigation

        navigation.register(_("Übersicht"), "desk:start", 10, shown=lambda actor: True)
