from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schutznetz.ground.audit.access import find_break
from schutznetz.ground.audit.models import Entry


class Command(BaseCommand):
    """Walk the audit chain from its start; exit 1 and name the first position that breaks it."""

    help = "Checks the audit chain and names the first entry that was changed, moved or removed."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = find_break()
        if broken:
            raise CommandError(f"Audit chain broken at entry {broken.seq}: {broken.reason}.")
        last = Entry.objects.order_by("-seq").first()
        if last is None:
            self.stdout.write("The audit chain is empty.")
            return
        self.stdout.write(
            f"The audit chain holds: {last.seq} entries, head {bytes(last.chain).hex()[:16]}."
        )
