"""What a rule asks for after some answers is not called voluntary."""

from typing import Any

import pytest
from django import forms

from schutznetz.casework.referrals.forms.steps_of_incident import (
    ChildrenForm,
    DangerForm,
    HandoverForm,
    OperationForm,
)
from schutznetz.casework.referrals.forms.steps_of_people import (
    AffectedForm,
    ChildForm,
    ConsentForm,
    OwnConsentForm,
)

NEEDED = [
    *((OperationForm, name) for name in ("earlier_count", "earlier_last")),
    *((AffectedForm, name) for name in ("affected_first_name", "affected_last_name")),
    *((ChildForm, name) for name in ("child_age", "child_how")),
    *((ChildrenForm, name) for name in ("children_notice", "children_note")),
    *((ConsentForm, name) for name in ("consent_at", "consent_by", "consent_language")),
    (DangerForm, "eviction_from"),
    (OwnConsentForm, "accused_phone"),
    (HandoverForm, "handed_over_to"),
]
VOLUNTARY = [(OperationForm, "place"), (AffectedForm, "affected_birth"), (DangerForm, "weapons")]


@pytest.mark.parametrize(("form", "name"), NEEDED)
def test_what_some_answers_ask_for_is_not_marked_as_voluntary(
    form: type[forms.Form], name: str
) -> None:
    assert "(freiwillig)" not in shown(form, name)


@pytest.mark.parametrize(("form", "name"), VOLUNTARY)
def test_what_no_answer_asks_for_is_marked(form: type[forms.Form], name: str) -> None:
    assert "(freiwillig)" in shown(form, name)


def test_a_hint_says_when_it_is_needed() -> None:
    assert "Bei „ja“" in shown(OperationForm, "earlier_count")
    assert "Bei „ja“" in shown(ConsentForm, "consent_language")


def shown(form: type[forms.Form], name: str) -> str:
    """The field as the page shows it."""
    field: Any = form()[name]
    return str(field.as_field_group())
