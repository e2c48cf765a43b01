"""What is sealed for a unit is also guarded by the database (T34)."""

from django.apps import apps
from django.db.models import Model

from schutznetz.ground.base.row_policies import RowPolicy
from schutznetz.ground.vault.fields import SealedField

#: Reviewed: keys and slots are looked up before anybody acts for a unit, or for a unit that is
#: sent something; what they hold opens with a secret that no row contains.
#: A parked input belongs to a person, whatever unit she acts for when she comes back.
UNGUARDED = {"KeySlot", "Membership", "KeyWrap", "ParkedInput"}


def has_sealed_content(model: type[Model]) -> bool:
    """Whether a table of this model holds something sealed."""
    return any(isinstance(field, SealedField) for field in model._meta.get_fields())


def is_guarded(model: type[Model]) -> bool:
    """Whether the database itself keeps its rows apart."""
    return any(isinstance(each, RowPolicy) for each in model._meta.constraints)


def test_every_table_with_sealed_content_is_guarded() -> None:
    sealed = {m.__name__: m for m in apps.get_models() if has_sealed_content(m)}
    assert sealed
    unguarded = {name for name, model in sealed.items() if not is_guarded(model)}
    assert unguarded == UNGUARDED, (
        f"Compare with UNGUARDED: {unguarded ^ UNGUARDED}\n"
        "What to do: add OwnRows(…) or RowsOf(…) of base/row_policies.py to Meta.constraints."
    )
