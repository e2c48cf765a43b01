from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Papers and pictures, sealed under the file they belong to."""

    name = "schutznetz.casework.attachments"
    label = "attachments"
