"""Whether this is a rehearsal at all."""

from django.conf import settings
from django.db import connection

#: The comment on the database by which somebody said on purpose: only invented people here.
MARKER = "schutznetz demo"


class NotADemo(Exception):
    """Public passwords must not reach a database that was not made for rehearsal."""


def require_demo() -> None:
    """Raise NotADemo unless the settings and the database both say that this is a rehearsal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        )
        row = cursor.fetchone()
    if not settings.DEMO or not row or row[0] != MARKER:
        raise NotADemo
