"""The worker's part: what waits too long is deleted. It needs no key."""

from procrastinate.contrib.django import app

from schutznetz.ground.entry.actions import remove_old_inputs


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="remove_old_inputs", pass_context=False)
def remove_inputs(timestamp: int) -> None:
    """Every night: shred inputs nobody came back for."""
    remove_old_inputs()
