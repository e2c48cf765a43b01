"""The field for a document. What it hands on has been scanned, looked at and written anew."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.attachments.rules import (
    Document,
    Refused,
    require_honest_name,
    require_size,
    type_of,
)
from schutznetz.casework.attachments.scanning import require_harmless
from schutznetz.casework.attachments.workbench import cleaned_apart

#: Why a document was not taken, one sentence each, with what to do now.
WORDS = {
    "empty": _("Die Datei ist leer. Bitte wählen Sie sie noch einmal aus."),
    "too_large": _("Die Datei ist größer als 20 MB. Bitte scannen Sie mit weniger Auflösung oder teilen Sie sie."),
    "too_many": _("An dieser Akte hängen schon 200 Anlagen. Mehr sind nicht möglich."),
    "wrong_type": _("Angenommen werden nur PDF, JPEG und PNG. Diese Datei ist ihrem Inhalt nach etwas anderes."),
    "name_length": _("Der Dateiname fehlt oder ist zu lang. Bitte benennen Sie die Datei kürzer."),
    "name_path": _("Der Dateiname enthält Punkte oder Striche, die auf einen anderen Ort zeigen. Bitte benennen Sie die Datei um."),
    "name_hidden": _("Im Dateinamen stecken Zeichen, die man nicht sieht. Bitte benennen Sie die Datei um."),
    "name_kind": _("Die Endung des Dateinamens passt nicht zum Inhalt. Bitte prüfen Sie, ob es die richtige Datei ist."),
    "encrypted": _("Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Schutz oder scannen Sie einen Ausdruck."),
    "broken": _("Die Datei lässt sich nicht lesen; sie ist wohl beschädigt. Bitte scannen oder speichern Sie sie neu."),
    "pixels": _("Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."),
    "bomb": _("Die Datei ist zu verschachtelt, um sie sicher zu öffnen. Bitte scannen Sie einen Ausdruck."),
    "virus": _("Der Virenscanner hat in dieser Datei etwas gefunden. Bitte öffnen Sie sie nicht und sagen Sie Ihrer Technik Bescheid."),
    "scanner_silent": _("Der Virenscanner antwortet gerade nicht; darum wurde die Datei nicht angenommen. Bitte versuchen Sie es gleich noch einmal."),
}  # fmt: skip


class DocumentField(forms.FileField):
    """A document; cleans to a `Document` or to None."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png"

    def clean(self, data: Any, initial: Any = None) -> Document | None:
        """Refuse in words what is not fit for sealing."""
        if isinstance(data, UploadedFile):
            try:
                return examined(data)
            except Refused as refused:
                raise ValidationError(WORDS[refused.code], code=refused.code) from None
        super().clean(data, initial)
        return None


class DocumentForm(forms.Form):
    """Adding one document to something that is there already."""

    document = DocumentField(
        label=_("Datei"),
        help_text=_(
            "PDF, JPEG oder PNG, bis 20 MB. Unsichtbare Angaben in der Datei werden entfernt."
        ),
    )


class PurposeForm(forms.Form):
    """What somebody needs a copy for."""

    purpose = forms.ChoiceField(
        label=_("Wofür brauchen Sie die Datei?"),
        widget=forms.RadioSelect,
        choices=[
            ("counselling", _("Für die Beratung")),
            ("paper_file", _("Für eine Papierakte")),
            ("court", _("Für einen Antrag oder ein Verfahren")),
            ("check", _("Zum Prüfen, ob es die richtige ist")),
        ],
    )


def examined(upload: UploadedFile) -> Document:
    """The document behind an upload; raises Refused."""
    require_size(upload.size or 0)
    content = upload.read()
    name = upload.name or ""
    require_honest_name(name, type_of(content))
    require_harmless(content)
    return cleaned_apart(content, name)
