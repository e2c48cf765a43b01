from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schutznetz.ground.audit.access import find_break
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.audit.rules import Head


class Command(BaseCommand):
    """Walk the audit chain from its start; exit 1 and name the first position that breaks it."""

    help = "Checks the audit chain and names the first entry that was changed, moved or removed."

    def add_arguments(self, parser: CommandParser) -> None:
        """A head that was noted elsewhere, as this command printed it."""
        parser.add_argument(
            "--noted", metavar="SEQ:HEAD", help="for instance 4711:9f86d081884c7d65"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = find_break(_head(options.get("noted")))
        if broken:
            raise CommandError(f"Audit chain broken at entry {broken.seq}: {broken.reason}.")
        last = Entry.objects.order_by("-seq").first()
        if last is None:
            self.stdout.write("The audit chain is empty.")
            return
        self.stdout.write(
            f"The audit chain holds: {last.seq} entries, head {bytes(last.chain).hex()[:16]}."
        )


def _head(text: str | None) -> Head | None:
    if not text:
        return None
    seq, _, begins = text.partition(":")
    try:
        return Head(int(seq), bytes.fromhex(begins))
    except ValueError:
        raise CommandError("Write the head as SEQ:HEAD, as this command prints it.") from None
