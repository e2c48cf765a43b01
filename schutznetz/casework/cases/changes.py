"""What can be done with a file, each with its form, its words and its action.

One table for the buttons, the pages and the tests: what is not in it cannot be done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.forms import (
    AssignForm,
    AttemptForm,
    CloseForm,
    ContactForm,
    NextDateForm,
    ReopenForm,
    UnsafeForm,
)
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import State
from schutznetz.ground.organisations.actor import Actor


@dataclass(frozen=True)
class Change:
    """One thing a member may do with a file in a given state."""

    slug: str
    label: str | Promise
    question: str | Promise
    explanation: str | Promise
    form: Callable[..., forms.Form]
    state: State
    act: Callable[..., object]
    needs_actor: bool = False

    def make_form(self, actor: Actor, data: Any = None, initial: Any = None) -> forms.Form:
        """The form, filled or empty."""
        extra = {"actor": actor} if self.needs_actor else {}
        return self.form(data=data, initial=initial, **extra)

    def apply(self, actor: Actor, case: Case, cleaned: dict[str, Any]) -> None:
        """Do it; raises what the action raises."""
        self.act(by=actor, case=case, **cleaned)


def _confirm_contact(*, by: Actor, case: Case, **contact: object) -> None:
    actions.confirm_contact(by=by, case=case, contact=contact)


CHANGES = (
    Change(
        "attempt",
        _("Kontaktversuch notieren"),
        _("Wie ist der Versuch ausgegangen?"),
        _("Bitte beachten Sie, wie die betroffene Person sicher zu erreichen ist."),
        AttemptForm,
        State.OPEN,
        actions.record_attempt,
    ),
    Change(
        "next-date",
        _("Wiedervorlage ändern"),
        _("Wann schauen Sie wieder hin?"),
        _("Eine offene Akte hat immer ein nächstes Datum."),
        NextDateForm,
        State.OPEN,
        actions.set_next_date,
    ),
    Change(
        "assign",
        _("Übergeben"),
        _("Wer kümmert sich ab jetzt?"),
        _("Die Akte wechselt sofort; die Wiedervorlage bleibt."),
        AssignForm,
        State.OPEN,
        actions.assign_case,
        needs_actor=True,
    ),
    Change(
        "contact",
        _("Kontaktdaten bestätigen"),
        _("Wie ist die betroffene Person jetzt sicher zu erreichen?"),
        _("Nur eintragen, was die betroffene Person selbst bestätigt hat."),
        ContactForm,
        State.OPEN,
        _confirm_contact,
    ),
    Change(
        "unsafe",
        _("Kontaktdaten gelten nicht mehr"),
        _("Warum ist der Weg nicht mehr sicher?"),
        _("Zum Beispiel, weil jetzt jemand mithören oder mitlesen könnte. Die Akte bleibt offen."),
        UnsafeForm,
        State.OPEN,
        actions.mark_contact_unsafe,
    ),
    Change(
        "close",
        _("Akte schließen"),
        _("Warum wird die Akte geschlossen?"),
        _("Eine geschlossene Akte lässt sich jederzeit wieder öffnen."),
        CloseForm,
        State.OPEN,
        actions.close_case,
    ),
    Change(
        "reopen",
        _("Wieder öffnen"),
        _("Was ist der nächste Schritt?"),
        _("Danach sind Sie für die Akte zuständig."),
        ReopenForm,
        State.CLOSED,
        actions.reopen_case,
    ),
)


def changes_in(state: str) -> list[Change]:
    """What can be done with a file in this state."""
    return [each for each in CHANGES if each.state == state]


def change_named(slug: str, state: str) -> Change | None:
    """The change behind an address, if the file's state allows it."""
    return next((each for each in changes_in(state) if each.slug == slug), None)
