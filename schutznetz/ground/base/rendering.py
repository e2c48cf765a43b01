"""Forms in KERN's markup. Every form gets it through FORM_RENDERER; no form needs to know."""

from pathlib import Path
from typing import Any

import django.forms
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    MultiWidget,
    NumberInput,
    RadioSelect,
    Select,
    Widget,
)
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property

OURS = Path(__file__).parent / "templates"
DJANGOS = Path(django.forms.__file__).parent / "templates"

#: The KERN class of the element itself, by kind of widget; the first match counts.
CLASSES: list[tuple[type[Widget], str]] = [
    (
        CheckboxSelectMultiple,
        "kern-form-check__checkbox",
    ),  # first: Django derives it from RadioSelect
    (RadioSelect, "kern-form-check__radio"),
    (CheckboxInput, "kern-form-check__checkbox"),
    (Select, "kern-form-input__select"),
    (Widget, "kern-form-input__input"),
]


class KernBoundField(BoundField):
    """A field that knows its KERN classes and where a link to it must lead."""

    @property
    def shape(self) -> str:
        """Which markup the field needs: "choices", "group", "check", "select" or "input"."""
        widget = self.field.widget
        if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
            return "choices"
        if isinstance(widget, MultiWidget):
            return "group"
        if isinstance(widget, CheckboxInput):
            return "check"
        return "select" if isinstance(widget, Select) else "input"

    @property
    def first_input_id(self) -> str:
        """The id a link in the error summary leads to: the field, or its first choice or part."""
        return self.id_for_label or f"{self.auto_id}_0"

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        """Add KERN's classes, and keep what is typed out of the browser's memory."""
        built = super().build_widget_attrs(attrs, widget)
        used = widget or self.field.widget
        if used.is_hidden:
            return built
        name = next(css for kind, css in CLASSES if isinstance(used, kind))
        error = f"{name}--error" if self.errors else ""
        given = used.attrs.get("class", "")
        built["class"] = " ".join(each for each in (name, error, given) if each)
        if name == "kern-form-input__input":
            self._keep_private(built, used)
        return built

    @staticmethod
    def _keep_private(built: dict[str, Any], widget: Widget) -> None:
        """No form history; no spell check either, because browsers may send the text away for it."""
        for key, value in (("autocomplete", "off"), ("spellcheck", "false")):
            if key not in widget.attrs:
                built[key] = value
        if isinstance(widget, NumberInput) and "inputmode" not in widget.attrs:
            built["inputmode"] = "numeric"


class KernRenderer(DjangoTemplates):
    """Django's form renderer with our templates in front of its own."""

    bound_field_class = KernBoundField
    field_template_name = "base/forms/field.html"
    form_template_name = "base/forms/form.html"

    @cached_property
    def engine(self) -> Backend:
        """An engine that looks into this room first, so that a widget's markup can be replaced."""
        return self.backend(
            {"APP_DIRS": True, "DIRS": [OURS, DJANGOS], "NAME": "kernforms", "OPTIONS": {}}
        )
