"""Who gets in where: every address of the house, reviewed by hand.

A new address without a row here fails the build. `who` is who gets anything but "not found" or the
way to the sign-in page; the objects themselves are narrowed further by the room's access.py.
"""

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Groups of people, from the widest to the narrowest."""

    PUBLIC = "anybody, signed in or not"
    HALFWAY = "a password was given, the second factor not yet"
    STAFF = "any signed-in member of any unit"
    CASEWORK = "any signed-in member but the coordinator"
    POLICE = "members of a police station"
    TOLD = "the person who was told"
    AUTHOR = "the person who wrote it, acting for the same unit"
    RECORDER = "the person who began writing down what came another way"
    COMPARED = "members of the station and of the centre that compare their counts"
    SENDERS = "members of the sending unit"
    RECEIVERS = "members of the receiving unit who hold its key"
    KEEPERS = "members of the unit that keeps the file"
    INBOX = "members of a unit that is sent reports, not the coordinator"
    LEAD = "the lead of the unit"
    COORDINATOR = "the network's coordinator"
    DEMO = "anybody, where everybody is invented; not there at all elsewhere"


@dataclass(frozen=True)
class Door:
    """One address: who gets in, with which methods (HEAD and OPTIONS go with GET)."""

    who: Who
    methods: tuple[str, ...] = ("GET",)


READ = ("GET",)
WRITE = ("POST",)
FORM = ("GET", "POST")

MATRIX: dict[str, Door] = {
    "root": Door(Who.STAFF, READ),
    # base: no person, no content
    "base:leave": Door(Who.PUBLIC, WRITE),
    "base:calendar": Door(Who.PUBLIC, READ),
    "base:language": Door(Who.PUBLIC, WRITE),
    "base:robots": Door(Who.PUBLIC, READ),
    # entry
    "account_login": Door(Who.PUBLIC, FORM),
    "mfa_authenticate": Door(Who.HALFWAY, FORM),
    "entry:sign_in": Door(Who.PUBLIC, FORM),
    "entry:second_factor": Door(Who.HALFWAY, FORM),
    "entry:choose_unit": Door(Who.STAFF, FORM),
    "entry:waiting": Door(Who.STAFF, READ),
    "entry:discard_waiting": Door(Who.STAFF, WRITE),
    "entry:step_up": Door(Who.STAFF, FORM),
    "entry:lock": Door(Who.STAFF, WRITE),
    "entry:sign_out": Door(Who.STAFF, WRITE),
    # attachments: of an own file, with its key
    "attachments:download": Door(Who.KEEPERS, FORM),
    # care: each message is one person's
    "care:put_away": Door(Who.TOLD, WRITE),
    # exchange
    "exchange:received": Door(Who.RECEIVERS, READ),
    "exchange:acknowledge": Door(Who.RECEIVERS, WRITE),
    "exchange:ledger": Door(Who.CASEWORK, FORM),
    "exchange:account": Door(Who.CASEWORK, FORM),
    "exchange:ledger_table": Door(Who.CASEWORK, FORM),
    "exchange:sent": Door(Who.SENDERS, READ),
    "exchange:supplement": Door(Who.SENDERS, FORM),
    "exchange:withdraw_sent": Door(Who.SENDERS, FORM),
    "exchange:withdraw_received": Door(Who.RECEIVERS, FORM),
    "exchange:withdrawal": Door(Who.RECEIVERS, FORM),
    "exchange:take_withdrawal": Door(Who.RECEIVERS, WRITE),
    "exchange:recall": Door(Who.SENDERS, FORM),
    "exchange:breaches": Door(Who.CASEWORK, READ),
    "exchange:breach": Door(Who.SENDERS, FORM),
    "exchange:hand_over": Door(Who.RECEIVERS, FORM),
    "exchange:answer": Door(Who.RECEIVERS, FORM),
    "exchange:settle": Door(Who.SENDERS, WRITE),
    # referrals
    "referrals:mine": Door(Who.POLICE, READ),
    "referrals:answers": Door(Who.POLICE, READ),
    "referrals:give_feedback": Door(Who.RECEIVERS, FORM),
    "referrals:papers": Door(Who.CASEWORK, READ),
    "referrals:sheet": Door(Who.CASEWORK, READ),
    "referrals:card": Door(Who.CASEWORK, READ),
    "referrals:draft_papers": Door(Who.AUTHOR, READ),
    "referrals:draft_sheet": Door(Who.AUTHOR, READ),
    "referrals:printout": Door(Who.AUTHOR, READ),
    "referrals:new": Door(Who.POLICE, FORM),
    "referrals:edit": Door(Who.AUTHOR, READ),
    "referrals:step": Door(Who.AUTHOR, FORM),
    "referrals:review": Door(Who.AUTHOR, READ),
    "referrals:send": Door(Who.AUTHOR, WRITE),
    "referrals:answer_only": Door(Who.AUTHOR, WRITE),
    "referrals:sent": Door(Who.SENDERS, READ),
    "referrals:discard": Door(Who.AUTHOR, WRITE),
    "referrals:pending": Door(Who.SENDERS, FORM),
    # intakes: what came another way
    "intakes:blank": Door(Who.CASEWORK, READ),
    "intakes:upload": Door(Who.INBOX, FORM),
    "intakes:new": Door(Who.INBOX, FORM),
    "intakes:edit": Door(Who.RECORDER, FORM),
    "intakes:discard": Door(Who.RECORDER, WRITE),
    # calls: every unit of casework picks up the phone
    "calls:listed": Door(Who.CASEWORK, READ),
    "calls:new": Door(Who.CASEWORK, FORM),
    "calls:known": Door(Who.CASEWORK, WRITE),
    "calls:new_threat": Door(Who.CASEWORK, FORM),
    "calls:opened": Door(Who.KEEPERS, READ),
    "calls:settle": Door(Who.KEEPERS, FORM),
    "calls:threat": Door(Who.KEEPERS, READ),
    "calls:change_threat": Door(Who.KEEPERS, FORM),
    # comparisons: how many papers, never which
    "comparisons:listed": Door(Who.CASEWORK, READ),
    "comparisons:week": Door(Who.COMPARED, FORM),
    "comparisons:settle": Door(Who.COMPARED, WRITE),
    # cases: the files of the own unit
    "cases:listed": Door(Who.INBOX, READ),
    "cases:absence": Door(Who.INBOX, FORM),
    "cases:take": Door(Who.RECEIVERS, FORM),
    "cases:take_now": Door(Who.RECEIVERS, WRITE),
    "cases:disclosures": Door(Who.KEEPERS, FORM),
    "cases:opened": Door(Who.KEEPERS, READ),
    "cases:attach": Door(Who.KEEPERS, FORM),
    "cases:recalled": Door(Who.KEEPERS, FORM),
    "cases:hand_over": Door(Who.KEEPERS, FORM),
    "cases:close_handed_over": Door(Who.SENDERS, WRITE),
    "cases:change": Door(Who.KEEPERS, FORM),
    "cases:readers": Door(Who.KEEPERS, FORM),
    "cases:openings": Door(Who.KEEPERS, READ),
    "cases:reason": Door(Who.KEEPERS, WRITE),
    # desk: each of us sees another first page
    "desk:start": Door(Who.STAFF, READ),
    "desk:inbox": Door(Who.INBOX, READ),
    # statistics: one's own figures, and what was released for the network
    "statistics:start": Door(Who.CASEWORK, READ),
    "statistics:release": Door(Who.LEAD, FORM),
    "statistics:released": Door(Who.KEEPERS, READ),
    "statistics:released_table": Door(Who.KEEPERS, READ),
    "statistics:network": Door(Who.COORDINATOR, READ),
    "statistics:network_table": Door(Who.COORDINATOR, READ),
    # rehearsal
    "rehearsal:people": Door(Who.DEMO, READ),
}
