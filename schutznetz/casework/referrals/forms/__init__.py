"""The steps of a police report. Reads input; the rules say what contradicts what."""

from schutznetz.casework.referrals.forms.page import StepPage
from schutznetz.casework.referrals.forms.report import Report, from_draft
from schutznetz.casework.referrals.forms.steps import BY_SLUG, STEPS, Step

__all__ = ["BY_SLUG", "STEPS", "Report", "Step", "StepPage", "from_draft"]
