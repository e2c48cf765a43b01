from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    """Papers and pictures, sealed under the file they belong to."""

    name = "schutznetz.casework.attachments"
    label = "attachments"

    def ready(self) -> None:
        from schutznetz.ground.base import waiting

        waiting.may_wait("attachments", _("Anlage"))
