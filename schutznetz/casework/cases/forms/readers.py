"""Who may open a file, and why somebody opens one that is for a few."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases.codes import Reason
from schutznetz.casework.cases.forms.basics import a_note
from schutznetz.ground.organisations.models import Member


class MembersField(forms.ModelMultipleChoiceField):
    """Several people of the own unit; which, the form says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Member.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def label_from_instance(self, obj: Member) -> str:
        """Name and function."""
        return f"{obj.account.name}, {obj.function}"


class ReadersForm(forms.Form):
    """Who may open the file from now on."""

    members = MembersField(
        label=_("Wer darf diese Akte sehen?"),
        help_text=_("Nehmen Sie das Häkchen weg, wer sie nicht sehen darf. Das wirkt sofort."),
        error_messages={
            "required": _("Bitte lassen Sie mindestens zwei Menschen angekreuzt, auch sich selbst.")
        },
    )
    note = a_note(_("Warum?"), required=True)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        if isinstance(field, MembersField):
            field.queryset = people


class ReasonForm(forms.Form):
    """Why somebody opens a file for named people."""

    reason = forms.ChoiceField(
        label=_("Wozu öffnen Sie diese Akte?"), choices=Reason.choices, widget=forms.RadioSelect
    )
