"""One change on its page: the form with the file's version, and what somebody else did meanwhile."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from schutznetz.casework.cases import presenters
from schutznetz.casework.cases.actions import read_case
from schutznetz.casework.cases.changes import Change
from schutznetz.casework.cases.forms.basics import offer_colleagues
from schutznetz.casework.cases.forms.changes import ContactForm
from schutznetz.casework.cases.head import client_of
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import NotAllowed, Outdated, VoicemailRefused
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor


class OpenedChange:
    """What the page shows, and what happens when it is sent.

    `version` is the file's as somebody saw it; a form that names another one changes nothing.
    """

    def __init__(
        self, actor: Actor, case: Case, change: Change, head: Mapping[str, Any], data: Any
    ) -> None:
        self.actor, self.case, self.change, self.head = actor, case, change, head
        self.manner = manner_of(actor.unit_kind)
        self.seen, self.version = version_in((data or {}).get("version")), case.version
        #: Beyond the measure, or without a reason, a form that is sent shows nothing new.
        self.shows_contact = True
        self.meanwhile: list[presenters.Event] = []
        self.conflict, self.possible = False, True
        initial = self._initial() if data is None else None
        self.form = change.make_form(actor, head, data, initial)
        offer_colleagues(self.form, actor, case.file_id)

    @property
    def status(self) -> int:
        """409 where somebody was faster, 422 where something is missing."""
        if self.conflict:
            return 409
        return 422 if self.form.errors else 200

    @property
    def contact(self) -> list[presenters.ContactRow]:
        """The rules for reaching the person, to be read before an attempt."""
        shown = self.shows_contact and self.change.shows_contact
        return presenters.contact_rows(self.head, self.manner) if shown else []

    @property
    def contact_valid(self) -> bool:
        """Whether number and times may be used."""
        return bool(self.head.get("valid", True))

    def done(self) -> bool:
        """Whether the change was made; otherwise the page says why, with everything typed."""
        if not self.form.is_valid():
            return False
        try:
            self.change.apply(self.actor, self.case, self.form, self.seen)
        except VoicemailRefused:
            self.form.add_error("result", str(self.form.fields["result"].help_text))
            return False
        except (Outdated, NotAllowed):
            self._look_what_happened()
            return False
        return True

    def _look_what_happened(self) -> None:
        self.case.refresh_from_db()
        self.version, self.conflict = self.case.version, True
        self.possible = self.case.state in self.change.states
        newer = max(0, self.case.version - self.seen) if self.seen else 0
        lines = read_case(by=self.actor, case=self.case).lines[:newer]
        self.meanwhile = presenters.events_of(lines)

    def _initial(self) -> dict[str, Any]:
        person = client_of(self.head, self.manner)
        reaching = issubclass(self.change.form, ContactForm)
        kept = (self.head.get("offered") or self.head.get("contact")) if reaching else {}
        today = localdate(now())
        return {
            **(kept if isinstance(kept, dict) else {}),
            "next_on": max(self.case.next_on or today, today),
            "first_name": person.first_name,
            "last_name": person.last_name,
            "birth": person.birth,
        }


def version_in(text: object) -> int:
    """The version a form was opened with; 0 for what is no number."""
    spelled = str(text or "")
    return int(spelled) if spelled.isascii() and spelled.isdecimal() and len(spelled) < 10 else 0
