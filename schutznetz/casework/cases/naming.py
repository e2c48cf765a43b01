"""Naming who may open a file: the form, and what happens when it is sent."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from schutznetz.casework.cases.access import colleagues
from schutznetz.casework.cases.actions.restricting import name_readers
from schutznetz.casework.cases.changing import version_in
from schutznetz.casework.cases.forms.readers import ReadersForm
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import Outdated, TooFew
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import key_holders


class Naming:
    """What the page shows; `conflict` where somebody else changed the file meanwhile."""

    def __init__(self, actor: Actor, case: Case, data: Mapping[str, Any] | None) -> None:
        self.actor, self.case, self.data = actor, case, data
        self.conflict, self.version = False, case.version
        holders = {each.pk for each in key_holders(actor.unit_id)}
        named = [each.pk for each in colleagues(actor, case.file_id)]
        self.form = ReadersForm(
            data,
            people=colleagues(actor).filter(pk__in=holders),
            initial={"members": named},
        )

    @property
    def status(self) -> int:
        """409 where somebody was faster, 422 where something is missing."""
        if self.conflict:
            return 409
        return 422 if self.form.errors else 200

    def done(self) -> bool:
        """Whether it was changed; otherwise the page says why, with everything typed."""
        if self.data is None or not self.form.is_valid():
            return False
        try:
            name_readers(
                by=self.actor,
                case=self.case,
                version=version_in(self.data.get("version")),
                **self.form.cleaned_data,
            )
        except TooFew:
            self.form.add_error("members", _too_few())
            return False
        except Outdated:
            self.case.refresh_from_db()
            self.conflict, self.version = True, self.case.version
            return False
        return True


def _too_few() -> str:
    return _(
        "Bitte lassen Sie mindestens zwei Menschen angekreuzt, auch sich selbst. Wenn Sie selbst"
        " befangen sind, bitten Sie jemanden aus Ihrer Stelle, Sie auszunehmen."
    )
