"""Feedback to a station: choices only. There is no field to write into."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.referrals.feedback import (
    GIVEN,
    Release,
    Released,
    ReleaseLanguage,
    Releaser,
    Status,
)
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import MomentField


class FeedbackForm(forms.Form):
    """The status, her release, and whether she knows who may read it."""

    status = forms.ChoiceField(
        label=_("Was darf das Revier erfahren?"), choices=Status, widget=forms.RadioSelect
    )
    release = forms.ChoiceField(
        label=_("Hat die Person Sie dafür von der Schweigepflicht entbunden?"),
        choices=Release,
        widget=forms.RadioSelect,
    )
    released_by = forms.ChoiceField(
        label=_("Wer hat entbunden?"),
        choices=Releaser,
        initial=Releaser.SELF,
        widget=forms.RadioSelect,
    )
    released_at = MomentField(label=_("Wann?"))
    language = forms.ChoiceField(
        label=_("In welcher Sprache wurde die Person gefragt?"),
        choices=[("", _("Bitte wählen")), *ReleaseLanguage.choices],
    )
    knows = forms.ChoiceField(
        label=_(
            "Was bei der Polizei ist, kann durch Akteneinsicht gelesen werden. Weiß die Person das?"
        ),
        choices=[("yes", _("Ja")), ("no", _("Nein, oder ich bin nicht sicher"))],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Without a release, or if she does not know, nothing leaves."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("release") and cleaned["release"] not in GIVEN:
            for name in ("released_by", "released_at", "language"):
                self.errors.pop(
                    name, None
                )  # of a release that was not given there is nothing to say
            self.add_error(
                "release", _("Ohne Entbindung erfährt das Revier nichts. Es wurde nichts gesendet.")
            )
        if cleaned.get("knows") == "no":
            self.add_error(
                "knows",
                _("Bitte sprechen Sie zuerst mit der Person darüber. Es wurde nichts gesendet."),
            )
        if cleaned.get("released_at") and cleaned["released_at"] > now():
            self.add_error("released_at", _("Dieser Zeitpunkt liegt in der Zukunft."))
        return cleaned

    def released(self) -> Released:
        """The release of a form that is valid."""
        return Released(
            how=self.cleaned_data["release"],
            by=self.cleaned_data["released_by"],
            at=self.cleaned_data["released_at"],
            language=self.cleaned_data["language"],
        )
