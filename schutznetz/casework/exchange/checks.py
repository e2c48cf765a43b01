"""What the database refuses to store of a transmission: half a fact, or what contradicts another."""

from typing import Final

from django.db import models
from django.db.models import Q

TRANSMISSION: Final = (
    models.CheckConstraint(
        condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
        | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
        name="transmission_read_by_somebody_at_some_time",
    ),
    models.CheckConstraint(
        condition=Q(recorded_here=True, from_unit=models.F("to_unit"))
        | (Q(recorded_here=False) & ~Q(from_unit=models.F("to_unit"))),
        name="transmission_leaves_its_unit_or_was_recorded_here",
    ),
    models.CheckConstraint(
        condition=Q(taken_at__isnull=True) | Q(acknowledged_at__isnull=False),
        name="transmission_taken_by_a_reader",
    ),
    models.CheckConstraint(
        condition=Q(
            shredded_at__isnull=True,
            file__isnull=False,
            sealed_header__isnull=False,
            sealed_body__isnull=False,
        )
        | Q(
            shredded_at__isnull=False,
            file__isnull=True,
            sealed_header__isnull=True,
            sealed_body__isnull=True,
        ),
        name="transmission_has_content_or_was_shredded",
    ),
    models.CheckConstraint(
        condition=Q(sheet_file__isnull=True, sealed_sheet__isnull=True)
        | Q(sheet_file__isnull=False, sealed_sheet__isnull=False, shredded_at=None),
        name="transmission_sheet_goes_with_its_content",
    ),
    models.CheckConstraint(
        condition=Q(recalled_at__isnull=True, recalled_by__isnull=True)
        | Q(recalled_at__isnull=False, recalled_by__isnull=False, shredded_at__isnull=False),
        name="transmission_recalled_is_shredded",
    ),
    models.CheckConstraint(
        condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
        | Q(answer="accepted", answered_at__isnull=False, answered_by__isnull=False)
        | Q(
            answer="declined",
            answered_at__isnull=False,
            answered_by__isnull=False,
            shredded_at__isnull=False,
        ),
        name="transmission_answered_by_somebody_at_some_time",
    ),
)
