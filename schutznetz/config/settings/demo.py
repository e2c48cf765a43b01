"""The demo on somebody's own machine: everybody in it is invented."""

from schutznetz.config.settings.base import *

DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
