"""The fixed cast: the invented network of the rehearsal, with open keyrings.

Selin Aydın reports, Hanna Keßler reads, Ngọc Trần leads, Farid Rahimi works in the other centre,
Ebba Lindqvist coordinates and holds no key. Everybody else is a stranger to a report from Nord.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.actions import save_draft, send_report
from schutznetz.casework.referrals.forms import from_draft
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.actions import open_seed, try_password
from schutznetz.ground.vault.keyring import Keyring
from schutznetz.overview.rehearsal.actions import invent_network
from schutznetz.overview.rehearsal.people import PASSWORD, PEOPLE

#: A report as typed. Every value is invented and easy to find again in a dump.
TYPED = {
    "urgent": "ordinary",
    "file_number": "ANO-2026-004711",
    "happened_on": "2026-11-20",
    "happened_at": "23:40",
    "postcode": "04999",
    "place": "Weidengasse 17, Auenstadt",
    "offence": "threat",
    "summary": "Nachbarin hört Schreie und ruft an.",
    "danger": "signs",
    "earlier_known": "yes",
    "earlier_operations": "drei, zuletzt im Mai",
    "affected_name": "Özlem Çağlayan-Müßig",
    "affected_birth": "1991-04-03",
    "affected_sex": "female",
    "phone": "0000 5551234",
    "reach_when": "werktags vor zehn Uhr",
    "who_answers": "manchmal ihre Schwester",
    "no_voicemail": "on",
    "language": "Türkisch",
    "interpreter": "yes",
    "relationship": "former_partner",
    "accused_name": "Sören Nyström",
    "accused_birth": "1987-09-30",
    "children_4_6": "1",
    "children_affected": "near",
    "children_notice": "no",
    "youth_office_informed": "no",
    "eviction_from": "2026-11-20",
    "eviction_until": "2026-12-04",
    "contact_ban": "yes",
    "other_measures": "Schlüssel abgenommen",
    "consent": "verbal",
    "consent_at": "2026-11-20T23:55",
    "consent_language": "Deutsch",
}


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
    changes: Mapping[str, str] | None = None,
    *,
    draft_id: uuid.UUID | None = None,
) -> list[Transmission]:
    """Send the chosen parts of one report."""
    typed = {**TYPED, **(changes or {})}
    draft = save_draft(by=by, draft_id=draft_id or uuid.uuid4(), typed=typed)
    form = from_draft(typed)
    assert form.is_valid(), form.errors
    return send_report(
        by=by,
        draft=draft,
        version=draft.version,
        urgent=form.is_urgent(),
        report=form.coded(),
        weekday=form.cleaned_data["happened_on"].weekday(),
        parts=parts,
    )
