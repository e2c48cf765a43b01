"""The kinds this room owns itself: what units tell each other about a transmission, and the offer."""

from collections.abc import Iterable, Mapping

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.casework.exchange.kinds import Kind, Part, Row, all_kinds, kind_for
from schutznetz.casework.exchange.words import ANSWERS, LEARNED

Body = Mapping[str, object]


def _said(body: Body, name: str) -> str:
    fields = body.get("fields")
    return str(fields.get(name, "")) if isinstance(fields, dict) else ""


def _withdrawn(body: Body) -> list[Part]:
    learned = str(LEARNED.get(_said(body, "learned"), _("nicht angegeben")))
    return [
        Part(
            _("Was ist geschehen?"),
            (
                Row(_("Die Einwilligung ist widerrufen"), learned),
                Row(
                    _("Was das heißt"),
                    _(
                        "Ab jetzt geht auf diese Einwilligung nichts mehr hinaus. Was schon da ist, wird nicht von selbst gelöscht: Erst prüft ein Mensch, ob jemand Druck ausgeübt hat und ob es eine andere Grundlage gibt."
                    ),
                ),
            ),
        )
    ]


def _recalled(body: Body) -> list[Part]:
    moment = parse_datetime(_said(body, "opened_at"))
    opened = (
        _("Ja, zuerst am %(when)s") % {"when": date_format(localtime(moment), "j. F Y, H:i")}
        if moment
        else _("Nein")
    )
    return [
        Part(
            _("Was ist geschehen?"),
            (
                Row(
                    _("Falsche Stelle"),
                    _("Die Mitteilung war nicht für Sie bestimmt. Ihr Inhalt ist vernichtet."),
                ),
                Row(_("Wurde sie bei Ihnen geöffnet?"), opened),
                Row(
                    _("Ihre Aufgabe"),
                    _(
                        "Bitte vernichten Sie Ausdrucke, Notizen und Akten dazu und sprechen Sie mit niemandem über den Inhalt. Ist etwas schon weitergegeben, rufen Sie bitte an, bevor Sie bestätigen."
                    ),
                ),
            ),
        )
    ]


def _answered(body: Body) -> list[Part]:
    rows = [Row(_("Antwort"), str(ANSWERS.get(_said(body, "answer"), "")))]
    if _said(body, "reason"):
        rows.append(Row(_("Begründung"), _said(body, "reason")))
    return [Part(_("Ihr Angebot"), tuple(rows))]


def _offered(body: Body) -> list[Part]:
    rows = [Row(_("Begründung"), str(body.get("note", "")))]
    if "contact_confirmed" in body:
        rows.append(Row(_("Kontaktdaten"), _confirmed(body["contact_confirmed"] is True)))
    parts = [Part(_("Warum wird übergeben?"), tuple(rows))]
    source = kind_for(str(body["source_kind"]))
    return [*parts, *source.parts({**body, "kind": source.code})]


def _confirmed(confirmed: bool) -> str:
    if confirmed:
        return _("von der Person selbst bestätigt")
    return _("so, wie sie in der Meldung standen; noch nicht bestätigt")


def _labels_of_any(names: Iterable[str]) -> list[str]:
    """The offer carries fields of another kind; the one that knows most of them names them."""
    wanted = list(names)
    others = [each for each in all_kinds() if each.code not in OWN]
    return max((each.labels(wanted) for each in others), key=lambda found: len(" ".join(found)))


def _nothing_personal(names: Iterable[str]) -> list[str]:
    return [str(gettext_lazy("keine Angaben zur Person"))]


KINDS = (
    Kind(
        "consent_withdrawn",
        gettext_lazy("Widerruf der Einwilligung"),
        _withdrawn,
        _nothing_personal,
    ),
    Kind("recall", gettext_lazy("Rückruf"), _recalled, _nothing_personal),
    Kind(
        "handover_answer", gettext_lazy("Antwort auf eine Übergabe"), _answered, _nothing_personal
    ),
    Kind(
        "handover",
        gettext_lazy("Übergabe angeboten"),
        _offered,
        _labels_of_any,
        concerned=lambda body: kind_for(str(body["source_kind"])).concerned(body),
    ),
)
OWN = {each.code for each in KINDS}
