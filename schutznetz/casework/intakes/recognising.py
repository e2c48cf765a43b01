"""Which papers in the own inbox came from a station; known only to a session that opens the lines."""

import uuid
from datetime import datetime

from schutznetz.casework.exchange.access import received_by
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_files
from schutznetz.ground.vault.sealed import Unopenable


def recorded_papers(*, by: Actor, station_id: uuid.UUID, begins: datetime, ends: datetime) -> int:
    """How many of a span's own records name this station."""
    rows = list(
        received_by(by).filter(
            recorded_here=True, shredded_at=None, sent_at__gte=begins, sent_at__lt=ends
        )
    )
    files = open_files(
        by=by, file_ids=[row.file_id for row in rows if row.file_id], purpose="count"
    )
    found = 0
    for row in rows:
        file = files.get(row.file_id) if row.file_id else None
        try:
            header = file.open(row, "sealed_header") if file else {}
        except Unopenable:
            continue
        found += header.get("station_id") == str(station_id)
    return found
