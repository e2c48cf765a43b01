"""The worker begins each week as soon as it is over."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from schutznetz.casework.comparisons.actions import begin_weeks
from schutznetz.casework.comparisons.rules import last_monday
from schutznetz.ground.base.clock import now


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="begin_weeks", pass_context=False)
def begin_last_week(timestamp: int) -> None:
    """Every ten minutes, since a missed Monday must not be a missed week."""
    begin_weeks(monday=last_monday(localdate(now())))
