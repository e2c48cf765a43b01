"""Who acts, and for which unit. Every action takes one as `by`."""

import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A signed-in person acting for one unit.

    `keyring` belongs to `vault` and is opaque to everybody else; it is None for a member who
    holds no key of the unit, such as the network's coordinator.
    """

    account_id: uuid.UUID
    member_id: uuid.UUID
    unit_id: uuid.UUID
    unit_name: str
    unit_kind: str
    role: str
    function: str
    display_name: str
    keyring: object | None = field(default=None, repr=False, compare=False)
