from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from schutznetz.overview.rehearsal.access import MARKER, NotADemo, require_demo
from schutznetz.overview.rehearsal.actions import seed_network
from schutznetz.overview.rehearsal.people import PASSWORD, PEOPLE, UNITS


class Command(BaseCommand):
    """Seed the invented network, or show its people."""

    help = "Seeds the invented network (once) and prints its people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", action="store_true", help="only print the people")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            require_demo()
            if not options["show"]:
                with transaction.atomic():
                    seed_network()
        except NotADemo:
            raise CommandError(
                "Diese Datenbank ist nicht als Probe gekennzeichnet. / "
                "This database is not marked for rehearsal. "
                f"COMMENT ON DATABASE … IS '{MARKER}';"
            ) from None
        self.stdout.write(table())


def table() -> str:
    """The people of the rehearsal, for the terminal."""
    units = {each.key: each.name for each in UNITS}
    rows = [(p.login, p.name, units[p.unit], p.function, p.what) for p in PEOPLE]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join([*(row[c].ljust(widths[c]) for c in range(4)), row[4]]).rstrip() for row in rows
    ]
    head = f"Passwort / password: {PASSWORD}   Code: /rehearsal/people/"
    return "\n".join([head, "", *lines])
