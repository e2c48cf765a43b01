"""Form fields with the browser's own pickers and keyboards."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The browser's date picker; it wants and sends ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's time picker, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.SplitDateTimeWidget):
    """A day and a time side by side, each with its own name for screen readers."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = (
            DayInput({"aria-label": _("Datum")}),
            ClockInput({"aria-label": _("Uhrzeit")}),
        )


class DayField(forms.DateField):
    """A date."""

    widget = DayInput


class ClockField(forms.TimeField):
    """A time of day."""

    widget = ClockInput


class MomentField(forms.SplitDateTimeField):
    """A date with a time, in the local zone."""

    widget = MomentInput


class LengthFirst(forms.CharField):
    """Nothing else looks at a text that is too long: no pattern runs over a mebibyte (T49)."""

    def run_validators(self, value: Any) -> None:
        """The length alone if it is wrong, else everything."""
        if self.max_length is not None and isinstance(value, str) and len(value) > self.max_length:
            MaxLengthValidator(self.max_length)(value)
        super().run_validators(value)


class PhoneField(LengthFirst):
    """A phone number as somebody wrote it; brings up the number keys on a phone."""

    widget = forms.TelInput


class TextField(LengthFirst):
    """Several lines of text."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows


def no_control_characters(value: str) -> None:
    """Refuse invisible control characters; line breaks and tabs are writing, not control."""
    if any(unicodedata.category(sign) == "Cc" and sign not in "\r\n\t" for sign in value):
        words = _(
            "Im Text stecken Zeichen, die man nicht sieht. Bitte tippen Sie ihn neu, statt ihn einzufügen."
        )
        raise ValidationError(words, code="control")


class LineField(LengthFirst):
    """Text of limited length without control characters; with `rows`, several lines of it."""

    def __init__(self, *, max_length: int = 200, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, strip=True, **kwargs)
        self.validators.append(no_control_characters)

    def run_validators(self, value: Any) -> None:
        """The length first: nothing else looks at a text that is too long."""
        if self.max_length is not None and len(value) > self.max_length:
            MaxLengthValidator(self.max_length)(value)
        super().run_validators(value)
