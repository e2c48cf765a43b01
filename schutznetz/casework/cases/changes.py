"""What can be done with a file, each with its form, its words and its action.

One table for the buttons, the pages and the tests: what is not in it cannot be done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.forms.changes import (
    AssignForm,
    AttemptForm,
    CaseForm,
    CloseForm,
    ContactForm,
    NextDateForm,
    NoteForm,
    PersonForm,
    ReopenForm,
    ReturnForm,
    UnsafeForm,
)
from schutznetz.casework.cases.manners import Manner, manner_of
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import State
from schutznetz.ground.organisations.actor import Actor

OPEN, BOTH = (State.OPEN,), (State.OPEN, State.CLOSED)
#: Where a change has its button: with the next step, with the contact data, or below.
STEP, REACH, FILE = "step", "reach", "file"


@dataclass(frozen=True)
class Change:
    """One thing a member may do with a file in certain states."""

    slug: str
    label: str | Promise
    question: str | Promise
    explanation: str | Promise
    form: type[CaseForm]
    act: Callable[..., object]
    states: tuple[State, ...] = OPEN
    place: str = FILE
    shows_contact: bool = False
    belongs: Callable[[Manner], bool] = lambda manner: True

    def make_form(
        self, actor: Actor, head: Mapping[str, Any], data: Any = None, initial: Any = None
    ) -> CaseForm:
        """The form, filled or empty."""
        manner = manner_of(actor.unit_kind)
        return self.form(data=data, initial=initial, actor=actor, manner=manner, head=head)

    def apply(self, actor: Actor, case: Case, form: CaseForm, version: int) -> None:
        """Do it; raises what the action raises."""
        self.act(by=actor, case=case, version=version, **form.arguments())


CHANGES = (
    Change(
        "attempt",
        _("Kontaktversuch notieren"),
        _("Wie ist der Versuch ausgegangen?"),
        _("Bitte vor dem Anruf lesen: So ist die Person zu erreichen."),
        AttemptForm,
        actions.record_attempt,
        place=STEP,
        shows_contact=True,
    ),
    Change(
        "note",
        _("Notiz schreiben"),
        _("Was soll festgehalten werden?"),
        _("Kurz und ohne Wertung; frühere Notizen bleiben, wie sie sind."),
        NoteForm,
        actions.write_note,
        place=STEP,
    ),
    Change(
        "next-date",
        _("Wiedervorlage ändern"),
        _("Wann schauen Sie wieder hin?"),
        _("Eine offene Akte hat immer ein nächstes Datum."),
        NextDateForm,
        actions.set_next_date,
        place=STEP,
    ),
    Change(
        "contact",
        _("Kontaktdaten bestätigen"),
        _("Wie ist die Person jetzt zu erreichen?"),
        _("Nur eintragen, was die Person selbst bestätigt hat."),
        ContactForm,
        actions.confirm_contact,
        place=REACH,
    ),
    Change(
        "returned",
        _("Ist zu ihm oder ihr zurückgegangen"),
        _("Die betroffene Person ist zurückgegangen?"),
        _(
            "Nummer und Zeiten gelten dann nicht mehr, bis sie neu bestätigt sind. Die Akte bleibt offen, "
            "und an der Einschätzung der Gefahr ändert sich nichts."
        ),
        ReturnForm,
        actions.record_return,
        place=REACH,
        belongs=lambda manner: manner.returns,
    ),
    Change(
        "unsafe",
        _("Kontaktdaten gelten nicht mehr"),
        _("Warum ist der Weg nicht mehr sicher?"),
        _("Zum Beispiel, weil jetzt jemand mithören oder mitlesen könnte. Die Akte bleibt offen."),
        UnsafeForm,
        actions.mark_contact_unsafe,
        place=REACH,
    ),
    Change(
        "assign",
        _("Übergeben"),
        _("Wer kümmert sich ab jetzt?"),
        _("Die Akte wechselt sofort; die Wiedervorlage bleibt."),
        AssignForm,
        actions.assign_case,
    ),
    Change(
        "person",
        _("Namen berichtigen"),
        _("Wie heißt die Person richtig?"),
        _("Ist nur etwas falsch geschrieben, ändert sich am Stand der Akte nichts."),
        PersonForm,
        actions.correct_person,
        states=BOTH,
    ),
    Change(
        "close",
        _("Akte schließen"),
        _("Warum wird die Akte geschlossen?"),
        _("Eine geschlossene Akte lässt sich jederzeit wieder öffnen."),
        CloseForm,
        actions.close_case,
    ),
    Change(
        "reopen",
        _("Wieder öffnen"),
        _("Was ist der nächste Schritt?"),
        _("Danach sind Sie für die Akte zuständig. Ein Grund ist nicht nötig."),
        ReopenForm,
        actions.reopen_case,
        states=(State.CLOSED,),
        place=STEP,
    ),
)


def changes_in(state: str, manner: Manner) -> list[Change]:
    """What a unit can do with a file in this state."""
    return [each for each in CHANGES if state in each.states and each.belongs(manner)]


def change_named(slug: str, state: str | None, manner: Manner) -> Change | None:
    """The change behind an address, if the file's state allows it; without a state in any."""
    found = (each for each in CHANGES if each.slug == slug and each.belongs(manner))
    return next((each for each in found if state is None or state in each.states), None)
