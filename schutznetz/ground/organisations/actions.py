"""Founding agencies and units and giving people their place. Content and keys are not here."""

from datetime import time

from schutznetz.ground.organisations.models import Account, Agency, Member, Unit, UnitShift


def register_agency(*, name: str) -> Agency:
    """The agency of that name, made if it is new."""
    agency, _ = Agency.objects.get_or_create(name=name)
    return agency


def register_unit(
    *,
    agency: Agency,
    name: str,
    kind: str,
    on_call_phone: str = "",
    holiday_state: str = "",
    urgent_minutes: int = 60,
    ordinary_minutes: int = 240,
    escalation_minutes: int = 60,
) -> Unit:
    """A new unit with its agreed times (minutes; urgent by the clock, ordinary in staffed time)."""
    return Unit.objects.create(
        agency=agency,
        name=name,
        kind=kind,
        on_call_phone=on_call_phone,
        holiday_state=holiday_state,
        urgent_minutes=urgent_minutes,
        ordinary_minutes=ordinary_minutes,
        escalation_minutes=escalation_minutes,
    )


def set_shifts(*, unit: Unit, weekdays: range, begins: time, ends: time) -> None:
    """Add the same staffed stretch to each of the weekdays (0 = Monday)."""
    UnitShift.objects.bulk_create(
        UnitShift(unit=unit, weekday=weekday, begins=begins, ends=ends) for weekday in weekdays
    )


def register_account(*, login: str, name: str, birth_year: int | None = None) -> Account:
    """A new account that cannot sign in yet: `vault` gives it its password."""
    return Account.objects.create(login=login.strip().casefold(), name=name, birth_year=birth_year)


def register_member(
    *, account: Account, unit: Unit, function: str, role: str = Member.Role.MEMBER
) -> Member:
    """A person's place in a unit; the key to its content is granted apart."""
    return Member.objects.create(account=account, unit=unit, function=function, role=role)
