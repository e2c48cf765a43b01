"""The fixed cast: the invented network of the rehearsal, with open keyrings.

Selin Aydın reports, Hanna Keßler reads, Ngọc Trần leads, Farid Rahimi works in the other centre,
Ebba Lindqvist coordinates and holds no key. Everybody else is a stranger to a report from Nord.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.access import part_token
from schutznetz.casework.referrals.actions import save_draft, send_report
from schutznetz.casework.referrals.forms import BY_SLUG, from_draft
from schutznetz.casework.referrals.forms.steps_of_people import (
    AccusedForm,
    AffectedForm,
    ChildForm,
    ConsentForm,
    OwnConsentForm,
    SheetForm,
)
from schutznetz.casework.referrals.models import Draft, PendingPart
from schutznetz.casework.referrals.parts import Choice
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.actions import open_seed, try_password
from schutznetz.ground.vault.keyring import Keyring
from schutznetz.overview.rehearsal.actions import invent_network
from schutznetz.overview.rehearsal.people import PASSWORD, PEOPLE

#: A report as typed about one affected person, one accused and one child, by the names its fields
#: have once they are sent; `as_typed` makes the names of the form. Every value is invented and easy
#: to find again in a dump.
TYPED = {
    "urgent": "ordinary",
    "officer": "Selin Aydın",
    "file_number": "ANO-2026-004711",
    "happened_on": "2026-11-20",
    "happened_at": "23:40",
    "postcode": "04999",
    "place": "Weidengasse 17, Auenstadt",
    "offences": "threat",
    "summary": "Nachbarin hört Schreie und ruft an.",
    "earlier_known": "yes",
    "earlier_count": "3",
    "earlier_last": "2026-05-09",
    "affected_first_name": "Özlem",
    "affected_last_name": "Çağlayan-Müßig",
    "affected_birth": "1991-04-03",
    "affected_sex": "female",
    "relationship": "former_partner",
    "injuries": "visible",
    "language": "Türkisch",
    "interpreter": "yes",
    "phone": "0000 5551234",
    "phone_contract": "own",
    "reach_when": "werktags vor zehn Uhr",
    "who_answers": "manchmal ihre Schwester",
    "no_voicemail": "on",
    "code_word": "Lindenblüte",
    "accused_first_name": "Sören",
    "accused_last_name": "Nyström",
    "accused_birth": "1987-09-30",
    "child_first_name": "Mia",
    "child_age": "4_6",
    "child_how": "near",
    "children_notice": "no",
    "youth_office_informed": "no",
    "danger": "signs",
    "danger_signs": "worse",
    "eviction_from": "2026-11-20",
    "eviction_until": "2026-12-04",
    "contact_ban": "yes",
    "other_measures": "Schlüssel abgenommen",
    "consent": "verbal",
    "consent_at": "2026-11-20T23:55",
    "consent_by": "self",
    "consent_language": "Deutsch",
    "conflict": "no",
}
#: The call that goes with an urgent report.
CALLED = {
    "handed_over": "reached",
    "handed_over_to": "Frau Trần",
    "handed_over_at": "2026-11-20T23:58",
}
#: Keys of the two people, as the server would draw them.
HER, HIM, CHILD = "481516", "234215", "162342"
_PREFIXES: tuple[tuple[Any, str], ...] = (
    (AffectedForm, "affected-0-"),
    (SheetForm, f"sheet-{HER}-"),
    (ConsentForm, f"consent-{HER}-"),
    (AccusedForm, "accused-0-"),
    (OwnConsentForm, f"own-{HIM}-"),
    (ChildForm, "child-0-"),
)


def as_typed(changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """TYPED with changes, under the names of the form; a name that is a form's already stays."""
    typed: dict[str, Any] = {
        "affected-0-key": HER,
        "accused-0-key": HIM,
        "child-0-key": CHILD,
    }
    for name, value in _with_names({**TYPED, **(changes or {})}).items():
        prefix = next((prefix for form, prefix in _PREFIXES if name in form.base_fields), "")
        typed[prefix + name] = value
    for prefix in ("affected", "accused", "child"):
        rows = {name.split("-")[1] for name in typed if name.startswith(f"{prefix}-")}
        typed.setdefault(f"{prefix}-TOTAL_FORMS", str(len(rows - {"TOTAL_FORMS"})))
    return typed


def _with_names(said: dict[str, Any]) -> dict[str, Any]:
    """A whole name is short for a first and a last one: `affected_name="Dana Weber"`."""
    for who in ("affected", "accused"):
        if f"{who}_name" in said:
            first, _, last = said.pop(f"{who}_name").partition(" ")
            said |= {f"{who}_first_name": first, f"{who}_last_name": last}
    return said


def step_of(slug: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What of TYPED with changes is posted with one step."""
    owns = BY_SLUG[slug].owns
    return {name: value for name, value in as_typed(changes).items() if owns(name)}


def draft_of(
    by: Actor, changes: Mapping[str, Any] | None = None, *, draft_id: uuid.UUID | None = None
) -> Draft:
    """A draft in which every step has been written."""
    typed = as_typed(changes)
    return save_draft(by=by, draft_id=draft_id or uuid.uuid4(), typed=typed)


@dataclass(frozen=True)
class Cast:
    """The people by login, each able to act."""

    people: dict[str, Actor]

    def __getitem__(self, login: str) -> Actor:
        return self.people[login]


def actor_of(login: str) -> Actor:
    """Somebody of the cast as if signed in, with the keys her password opens."""
    account = Account.objects.get(login=login)
    slot_key = try_password(account=account, password=PASSWORD)
    assert slot_key is not None
    seed = open_seed(account=account, slot_key=slot_key)
    member = account.members.select_related("unit").get()
    return Actor(
        account_id=account.pk,
        member_id=member.pk,
        unit_id=member.unit_id,
        unit_name=member.unit.name,
        unit_kind=member.unit.kind,
        role=member.role,
        function=member.function,
        display_name=account.name,
        keyring=Keyring(seed, account.pk, member.pk),
    )


def without_keys(actor: Actor) -> Actor:
    """The same person in a session that opened nothing."""
    return replace(actor, keyring=None)


@pytest.fixture
def cast(db: None) -> Cast:
    """The whole cast on a fresh database."""
    invent_network(urgent_minutes=60, escalation_minutes=60)
    return Cast({person.login: actor_of(person.login) for person in PEOPLE})


def send(by: Actor, **changes: str) -> Transmission:
    """Send the centre's part of a report through the same actions as the page."""
    return send_parts(by, ("centre",), changes)[0]


def send_parts(
    by: Actor,
    parts: Sequence[str],
    changes: Mapping[str, Any] | None = None,
    *,
    draft_id: uuid.UUID | None = None,
) -> list[Transmission]:
    """Send the chosen parts of one report: "centre" and "accused" mean those of the first person."""
    first = {"centre": "centre-1", "accused": "accused-1"}
    draft = draft_of(by, changes, draft_id=draft_id)
    report = from_draft(as_typed(changes))
    assert report.is_valid(), report.errors
    call = {name: CALLED[name] for name in ("handed_over_to", "handed_over_at")}
    return send_report(
        by=by,
        draft=draft,
        version=draft.version,
        urgent=report.is_urgent(),
        report={**report.coded(), **(call if report.is_urgent() else {})},
        weekday=report.weekday(),
        parts=[first.get(part, part) for part in parts],
    )


def hold_emergency(by: Actor, changes: Mapping[str, Any] | None = None) -> PendingPart:
    """Ask for a second look at a part to which nobody has agreed."""
    said = {"consent": "refused", **(changes or {})}
    choice = Choice("centre-1", "emergency", "Er hat einen Schlüssel und droht, heute zu kommen.")
    draft, report = draft_of(by, said), from_draft(as_typed(said))
    assert report.is_valid(), report.errors
    sent = send_report(
        by=by,
        draft=draft,
        version=draft.version,
        urgent=False,
        report=report.coded(),
        weekday=report.weekday(),
        parts=[choice],
    )
    assert sent == []
    return PendingPart.objects.get(token=part_token(draft.pk, "centre-1"))
