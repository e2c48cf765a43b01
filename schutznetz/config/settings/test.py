"""The tests. The database is set by the root conftest.py, after the settings have been read."""

from pathlib import Path

from schutznetz.config import environment

# Public on purpose, and with a file name that says so: nothing in a test database is secret.
_PUBLIC = str(Path(__file__).resolve().parents[3] / "tests" / "public_secret.txt")
environment.suppose("SCHUTZNETZ_SECRET_KEY_FILE", _PUBLIC)
environment.suppose("SCHUTZNETZ_PEPPER_FILE", _PUBLIC)
environment.suppose("DATABASE_URL", "postgresql:///not-yet-known")

from schutznetz.config.settings.base import *  # noqa: E402 - it reads what was set above
from schutznetz.config.settings.base import STORAGES  # noqa: E402

#: One pass over 8 KiB: the derivation is the product's, only its price is not.
PASSWORD_COST = (8, 1, 1)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
