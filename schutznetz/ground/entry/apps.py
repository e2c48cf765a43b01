from django.apps import AppConfig


class EntryConfig(AppConfig):
    """Sign-in, sessions, lock: joins accounts, membership and keys."""

    name = "schutznetz.ground.entry"
    label = "entry"
