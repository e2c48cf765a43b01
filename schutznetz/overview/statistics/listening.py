"""Which facts of the house become figures, of which unit. The only place that knows both."""

from schutznetz.casework.cases import facts as cases
from schutznetz.casework.exchange import facts as exchange
from schutznetz.casework.referrals import facts as referrals
from schutznetz.ground.base.bus import listen
from schutznetz.overview.statistics.access import station_named
from schutznetz.overview.statistics.actions import note_fact

#: Kinds of transmission that are reports; a feedback or a recall is none.
REPORTS = ("police_report", "children_report", "programme_referral")
#: Reports that came another way and were written down by the unit itself.
WRITTEN_DOWN = "intake_"


def listen_to_the_house() -> None:
    """Called once when the house starts."""
    listen(exchange.TransmissionAcknowledged, on_acknowledged)
    listen(referrals.PartSent, on_part_sent)
    listen(referrals.ConsentAnswered, on_consent_answered)
    listen(cases.CaseOpened, on_case_opened)
    listen(cases.FirstContactMade, on_first_contact)
    listen(cases.CaseClosed, on_case_closed)
    listen(cases.CaseReopened, on_case_reopened)


def on_acknowledged(fact: exchange.TransmissionAcknowledged) -> None:
    """A report was read: it counts at the unit that reads, by the station it came from.

    What the unit wrote down itself comes from the station that is named in it; with the kind of a
    sent report, it is a filled blank.
    """
    written_down = fact.from_unit_id == fact.unit_id
    if fact.kind not in REPORTS and not fact.kind.startswith(WRITTEN_DOWN):
        return
    named = str(fact.codes.get("station_name", ""))
    station = station_named(named) if written_down else str(fact.from_unit_id)
    codes = {"way": "form" if written_down else "police", **fact.codes, "station": station}
    note_fact(unit_id=fact.unit_id, kind="read", codes=codes)


def on_part_sent(fact: referrals.PartSent) -> None:
    """A station has sent a part: its own work."""
    note_fact(unit_id=fact.unit_id, kind="sent", codes={})


def on_consent_answered(fact: referrals.ConsentAnswered) -> None:
    """The answer to the station's question; of a refusal the only trace."""
    note_fact(unit_id=fact.unit_id, kind="consent", codes={"answer": fact.answer})


def on_case_opened(fact: cases.CaseOpened) -> None:
    """A unit has made a file."""
    note_fact(unit_id=fact.unit_id, kind="opened", codes={})


def on_first_contact(fact: cases.FirstContactMade) -> None:
    """Somebody spoke with her for the first time."""
    note_fact(unit_id=fact.unit_id, kind="contact", codes={"in_time": fact.in_time})


def on_case_closed(fact: cases.CaseClosed) -> None:
    """A file ended, with its outcome."""
    note_fact(unit_id=fact.unit_id, kind="closed", codes={"outcome": fact.outcome})


def on_case_reopened(fact: cases.CaseReopened) -> None:
    """A file was opened again."""
    note_fact(unit_id=fact.unit_id, kind="reopened", codes={})
