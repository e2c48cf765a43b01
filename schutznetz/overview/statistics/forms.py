"""Choosing what to release or to look at."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.overview.statistics.rules.spans import Span, span_named
from schutznetz.overview.statistics.words import span_words


class SpanForm(forms.Form):
    """One of the spans that are open for it."""

    span = forms.ChoiceField(
        label=_("Zeitraum"),
        error_messages={
            "required": _("Bitte wählen Sie einen Zeitraum."),
            "invalid_choice": _(
                "Dieser Zeitraum steht nicht zur Wahl: Er ist noch nicht vorbei oder überschneidet "
                "sich mit Zahlen, die schon freigegeben sind."
            ),
        },
    )

    def __init__(self, *args: Any, spans: Iterable[Span], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(span.code, span_words(span)) for span in spans]
        self.fields["span"].choices = choices  # type: ignore[attr-defined]

    def clean_span(self) -> Span | None:
        """The span itself instead of its code."""
        return span_named(self.cleaned_data["span"])
