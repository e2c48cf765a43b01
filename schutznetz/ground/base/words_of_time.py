"""Time in the words people use. Pure: the present moment is an argument."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Beyond this many days a date says more than a count.
COUNTED_DAYS = 14


def since_words(moment: datetime, now: datetime) -> str:
    """How long ago `moment` was: "seit 2 Std. 10 Min."; a future moment counts as just now."""
    minutes = elapsed_minutes(moment, now)
    if minutes < 1:
        return _("gerade eben")
    if minutes < 60:
        return _("seit %(minutes)s Min.") % {"minutes": minutes}
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        if rest:
            return _("seit %(hours)s Std. %(minutes)s Min.") % {"hours": hours, "minutes": rest}
        return _("seit %(hours)s Std.") % {"hours": hours}
    days = (localtime(now).date() - localtime(moment).date()).days
    if days <= COUNTED_DAYS:
        return ngettext("seit %(days)s Tag", "seit %(days)s Tagen", days) % {"days": days}
    return _("seit %(date)s") % {"date": short_date(moment)}


def until_words(moment: datetime, now: datetime) -> str:
    """By when: "bis heute 14:00"; a moment that has passed is named as overdue."""
    if moment < now:
        return _("überfällig %(since)s") % {"since": since_words(moment, now)}
    return _("bis %(moment)s") % {"moment": moment_words(moment, now)}


def moment_words(moment: datetime, now: datetime) -> str:
    """When: "heute 14:00", "gestern 08:14", "Mittwoch 09:30", "03.11.2026, 09:30"."""
    local = localtime(moment)
    days = (local.date() - localtime(now).date()).days
    clock = f"{local:%H:%M}"
    near = {-1: _("gestern"), 0: _("heute"), 1: _("morgen")}
    if days in near:
        return f"{near[days]} {clock}"
    if 1 < days < 7:
        return f"{date_format(local, 'l')} {clock}"
    return f"{short_date(moment)}, {clock}"


def exact_words(moment: datetime) -> str:
    """The full date and time: "Dienstag, 24.11.2026, 08:14 Uhr"."""
    local = localtime(moment)
    return _("%(weekday)s, %(date)s, %(clock)s Uhr") % {
        "weekday": date_format(local, "l"),
        "date": short_date(moment),
        "clock": f"{local:%H:%M}",
    }


def elapsed_minutes(moment: datetime, now: datetime) -> int:
    """Whole minutes from `moment` to `now`, never negative."""
    return max(0, (now - moment) // timedelta(minutes=1))


def short_date(moment: datetime) -> str:
    """The local date, so that day and month cannot be mixed up: 03.11.2026, in English 3 Nov 2026."""
    return date_format(localtime(moment), _("d.m.Y"))
