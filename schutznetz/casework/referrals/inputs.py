"""A form field for each answer of a part that a later supplement may add or change."""

from collections.abc import Callable, Mapping
from typing import Final

from django.forms import Field

from schutznetz.casework.referrals.forms.steps_of_incident import (
    ChildrenForm,
    DangerForm,
    OperationForm,
)
from schutznetz.casework.referrals.forms.steps_of_people import (
    AffectedForm,
    OwnConsentForm,
    SheetForm,
)
from schutznetz.casework.referrals.parts import PARTS

#: What changes after a night comes first: measures, then how to reach her, then the rest.
FORMS: Final = (
    DangerForm,
    SheetForm,
    AffectedForm,
    ChildrenForm,
    OwnConsentForm,
    OperationForm,
)
#: What a supplement does not change: the operation is what it is, and a consent has its own way.
FIXED: Final = ("file_number", "officer", "accused_consent")


def inputs_of(kind: str) -> Callable[[], Mapping[str, Field]]:
    """The fields of the report's own pages that belong to this kind's part."""
    names = {name for part in PARTS if part.kind == kind for name in part.fields}

    def inputs() -> Mapping[str, Field]:
        return {
            name: field
            for form in FORMS
            for name, field in form.base_fields.items()
            if name in names and name not in FIXED
        }

    return inputs
