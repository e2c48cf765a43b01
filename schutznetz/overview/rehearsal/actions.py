"""Building the invented network through the same actions that build a real one."""

from schutznetz.casework.exchange.actions.bases import set_bases
from schutznetz.casework.referrals.actions import set_routes
from schutznetz.ground.audit.actions import record_entry
from schutznetz.ground.entry.actions import set_second_factor
from schutznetz.ground.organisations.actions import (
    register_account,
    register_agency,
    register_member,
    register_unit,
    set_shifts,
)
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account, Member, Unit
from schutznetz.ground.vault.actions import enrol_account, found_unit, grant_membership
from schutznetz.ground.vault.keyring import Keyring
from schutznetz.ground.vault.sealed import Secret
from schutznetz.overview.rehearsal.access import require_demo
from schutznetz.overview.rehearsal.network import FILE, read_network
from schutznetz.overview.rehearsal.people import (
    PASSWORD,
    PEOPLE,
    UNITS,
    InventedPerson,
    InventedUnit,
    second_factor_of,
)


def seed_network() -> bool:
    """Build the invented network in a database made for rehearsal; False if it stands already.

    Urgent times are short, so that an escalation can be watched while rehearsing. Raises NotADemo
    anywhere else.
    """
    require_demo()
    if Account.objects.filter(login=PEOPLE[0].login).exists():
        return False
    invent_network(urgent_minutes=5, escalation_minutes=5)
    record_entry(account_id=None, verb="seed_network")
    return True


def invent_network(*, urgent_minutes: int, escalation_minutes: int) -> None:
    """Build units, people and keys; the caller knows that the database is for invented people."""
    units = {each.key: _unit(each, urgent_minutes, escalation_minutes) for each in UNITS}
    founders: dict[str, Actor] = {}
    for invented in PEOPLE:
        _person(invented, units[invented.unit], founders)
    agreed = read_network(FILE.read_text("utf-8"))
    set_bases(terms=agreed.bases)
    set_routes(routes=agreed.routes, rules=agreed.rules, units=units)


def _unit(invented: InventedUnit, urgent_minutes: int, escalation_minutes: int) -> Unit:
    unit = register_unit(
        agency=register_agency(name=invented.agency),
        name=invented.name,
        kind=invented.kind,
        on_call_phone=invented.phone,
        holiday_state=invented.holiday_state,
        urgent_minutes=urgent_minutes,
        escalation_minutes=escalation_minutes,
    )
    set_shifts(unit=unit, weekdays=invented.weekdays, begins=invented.begins, ends=invented.ends)
    return unit


def _person(invented: InventedPerson, unit: Unit, founders: dict[str, Actor]) -> None:
    account = register_account(
        login=invented.login, name=invented.name, birth_year=invented.birth_year
    )
    seed = enrol_account(account=account, password=PASSWORD)
    set_second_factor(account=account, secret=second_factor_of(invented.login))
    member = register_member(
        account=account, unit=unit, function=invented.function, role=invented.role
    )
    if invented.role in Member.WITHOUT_KEY:
        return
    if invented.unit in founders:
        grant_membership(by=founders[invented.unit], member=member)
        return
    found_unit(member=member, seed=seed)
    founders[invented.unit] = _actor(member, unit, account, seed)


def _actor(member: Member, unit: Unit, account: Account, seed: Secret) -> Actor:
    return Actor(
        account_id=account.pk,
        member_id=member.pk,
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_kind=unit.kind,
        role=member.role,
        function=member.function,
        display_name=account.name,
        keyring=Keyring(seed, account.pk, member.pk),
    )
