"""The only place that reads the environment (house.md, contract 7)."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def words(name: str) -> list[str]:
    """The blank-separated words of a variable; an empty list when it is not set."""
    return os.environ.get(name, "").split()


def word(name: str) -> str:
    """The one word of a variable; empty when it is not set."""
    return os.environ.get(name, "").strip()


def suppose(name: str, value: str) -> None:
    """Set a variable that nobody has set: for the tests, which bring their own public secrets."""
    os.environ.setdefault(name, value)


def path(name: str, otherwise: Path) -> Path:
    """A folder or file named by a variable."""
    return Path(os.environ.get(name) or otherwise)


def secret(name: str) -> str:
    """A secret, read from the file that SCHUTZNETZ_<name>_FILE names.

    Secrets come as files (a systemd credential, mode 0400) so that they stand neither in the
    process list nor in a dump of the environment. Raises ImproperlyConfigured when missing.
    """
    variable = f"SCHUTZNETZ_{name}_FILE"
    place = os.environ.get(variable)
    if not place:
        raise ImproperlyConfigured(f"{variable} must name the file that holds the {name.lower()}.")
    value = Path(place).read_text(encoding="utf-8").strip()
    if len(value) < 32:
        raise ImproperlyConfigured(
            f"The file named by {variable} must hold at least 32 characters."
        )
    return value


def database() -> dict[str, object]:
    """The PostgreSQL that DATABASE_URL names, as Django wants it.

    The server and the worker get the web role, which owns nothing; migrations run with the
    owner's URL in the same variable. Raises ImproperlyConfigured for anything but PostgreSQL.
    """
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must be a postgresql:// address.")
    options: dict[str, object] = dict(parse_qsl(url.query))
    host = str(options.pop("host", "")) or unquote(url.hostname or "")
    # Literals go to the server apart from the statement, so that its activity view shows none (T51).
    options["server_side_binding"] = True
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": host,
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
