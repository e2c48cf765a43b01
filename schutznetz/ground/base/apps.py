from django.apps import AppConfig


class BaseConfig(AppConfig):
    """What both wings stand on: ids, clock, working time, timers, layout."""

    name = "schutznetz.ground.base"
    label = "base"
