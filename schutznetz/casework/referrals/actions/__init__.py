"""Writing and sending police reports. Each subject has its file; here is what others call."""

from schutznetz.casework.referrals.actions.drafts import (
    AlreadySent,
    Outdated,
    discard_draft,
    open_draft,
    save_draft,
)
from schutznetz.casework.referrals.actions.pending import (
    PENDING,
    NotSecond,
    approve_part,
    discard_pending,
    hold_part,
    open_pending,
    refuse_part,
)
from schutznetz.casework.referrals.actions.routes import set_routes
from schutznetz.casework.referrals.actions.sending import (
    MayBeSent,
    NoCall,
    NoRoute,
    NoWeighing,
    WayChanged,
    count_answers,
    send_report,
)

__all__ = [
    "PENDING",
    "AlreadySent",
    "MayBeSent",
    "NoCall",
    "NoRoute",
    "NoWeighing",
    "NotSecond",
    "Outdated",
    "WayChanged",
    "approve_part",
    "count_answers",
    "discard_draft",
    "discard_pending",
    "hold_part",
    "open_draft",
    "open_pending",
    "refuse_part",
    "save_draft",
    "send_report",
    "set_routes",
]
