"""The worker's part. It holds no keys and needs none: it reads timers and writes notices."""

from procrastinate.contrib.django import app

from schutznetz.ground.care.actions import ring_due_timers


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ring_timers", pass_context=False)
def ring_timers(timestamp: int) -> None:
    """Every minute: tell somebody about whatever is overdue."""
    ring_due_timers()
