"""How each kind of unit works with its files: whom a file is about, how to reach, how it ends.

A perpetrator service reaches the accused person at his own number and learns nothing of how she
is reached. A youth office checks what children need. Both keep files with owner and next date.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases.codes import Outcome
from schutznetz.casework.persons.rules import Role
from schutznetz.ground.organisations.models import Unit

#: How to reach somebody who may be in danger; the separate sheet of the police report.
SAFE_CONTACT: Final = (
    "phone",
    "phone_contract",
    "who_answers",
    "reach_when",
    "no_voicemail",
    "code_word",
    "reach_note",
    "language",
    "interpreter",
)
#: How to reach the accused person; none of her rules, and nothing that she said.
OWN_CONTACT: Final = ("phone", "reach_when", "language", "reach_note")
EVERYWHERE: Final = (
    Outcome.NOT_REACHABLE,
    Outcome.DECLINED,
    Outcome.NO_CAPACITY,
    Outcome.HANDED_OVER,
)


@dataclass(frozen=True)
class Manner:
    """What is particular about the files of one kind of unit.

    `questions` are asked before anything else is said, by name; `returns` says whether "she went
    back to him" is something that happens in these files.
    """

    client: Role
    reaching: str | Promise
    contact: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    questions: tuple[str, ...] = ()
    returns: bool = False


COUNSELLING: Final = Manner(
    client=Role.AFFECTED,
    reaching=_("Sicher erreichen"),
    contact=SAFE_CONTACT,
    outcomes=(Outcome.COUNSELLED, *EVERYWHERE),
    questions=("overheard", "is_back", "tracked"),
    returns=True,
)
PROGRAMME: Final = Manner(
    client=Role.ACCUSED,
    reaching=_("Erreichen"),
    contact=OWN_CONTACT,
    outcomes=(
        Outcome.PROGRAMME_DONE,
        Outcome.PROGRAMME_LEFT,
        Outcome.UNSUITABLE,
        *EVERYWHERE,
    ),
)
YOUTH_OFFICE: Final = Manner(
    client=Role.AFFECTED,
    reaching=_("Sicher erreichen"),
    contact=SAFE_CONTACT,
    outcomes=(
        Outcome.HELP_AGREED,
        Outcome.CHECKED,
        Outcome.IN_CARE_ALREADY,
        Outcome.NOT_REACHABLE,
        Outcome.HANDED_OVER,
    ),
    questions=("overheard", "is_back", "tracked"),
    returns=True,
)


def manner_of(unit_kind: str) -> Manner:
    """How a unit of this kind works."""
    own = {Unit.Kind.PROGRAMME: PROGRAMME, Unit.Kind.YOUTH_OFFICE: YOUTH_OFFICE}
    return own.get(Unit.Kind(unit_kind), COUNSELLING)
