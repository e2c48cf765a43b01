"""The tests. The database is set by tests/conftest.py, after the settings have been read."""

import os
from pathlib import Path

# Public on purpose, and with a file name that says so: nothing in a test database is secret.
_PUBLIC = Path(__file__).resolve().parents[3] / "tests" / "public_secret.txt"
os.environ.setdefault("SCHUTZNETZ_SECRET_KEY_FILE", str(_PUBLIC))  # noqa: TID251 - stands in for run.py
os.environ.setdefault("SCHUTZNETZ_PEPPER_FILE", str(_PUBLIC))  # noqa: TID251 - likewise
os.environ.setdefault("DATABASE_URL", "postgresql:///not-yet-known")  # noqa: TID251 - likewise
# Playwright leaves an event loop running in the thread of the tests, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # noqa: TID251 - likewise

from schutznetz.config.settings.base import *  # noqa: E402 - it reads what was set above

#: One pass over 8 KiB: the derivation is the product's, only its price is not.
PASSWORD_COST = (8, 1, 1)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
