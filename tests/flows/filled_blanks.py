"""Our blank as people send it back: filled, flattened, changed by another hand."""

import io
from collections.abc import Mapping

import pikepdf

from schutznetz.casework.intakes.blank.drawing import blank_pdf
from schutznetz.casework.intakes.blank.table import OF

FILLED = {
    "station_name": "Revier Auenstadt-Nord",
    "urgent": "ordinary",
    "happened_on": "20.11.2026",
    "happened_at": "23:40",
    "postcode": "04999",
    "place": "Weidengasse 17, Auenstadt",
    f"offences{OF}threat": "/Yes",
    f"offences{OF}strangulation": "/Yes",
    "summary": "Nachbarin hört Schreie\rund ruft an.",
    "earlier_known": "yes",
    "earlier_count": "3",
    "earlier_last": "02.05.2026",
    "file_number": "ANO-2026-004711",
    "officer": "Selin Aydın",
    "affected-0-affected_first_name": "Özlem",
    "affected-0-affected_last_name": "Çağlayan-Müßig",
    "affected-0-affected_birth": "03.04.1991",
    "affected-0-relationship": "former_partner",
    "sheet-1-phone": "0000 5551234",
    "sheet-1-code_word": "Lindenblüte",
    "accused-0-accused_first_name": "Sören",
    "accused-0-accused_last_name": "Nyström",
    "child-1-child_first_name": "Mia",
    "child-1-child_age": "4_6",
    "child-1-child_how": "near",
    "children_notice": "no",
    "danger": "signs",
    f"danger_signs{OF}worse": "/Yes",
    "consent-1-consent": "verbal",
    "consent-1-consent_at": "20.11.2026 23:55",
    "consent-1-consent_by": "self",
    "consent-1-consent_language": "Deutsch",
    "conflict": "no",
}


def filled(changes: Mapping[str, str] | None = None) -> bytes:
    """Our blank with values, as a viewer saves it."""
    values = {**FILLED, **(changes or {})}
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        left = set(values)
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if name in values:
                left.discard(name)
                said = values[name]
                is_name = said.startswith("/")
                field.V = pikepdf.Name(said) if is_name else pikepdf.String(said)
        assert not left
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def flattened() -> bytes:
    """The blank as a picture of itself: its pages, no fields."""
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def of_another_hand() -> bytes:
    """Somebody else's form."""
    with pikepdf.open(io.BytesIO(filled())) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.T = pikepdf.String(f"x{field.T}")
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def with_pages(number: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(number):
            pdf.add_blank_page()
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()
