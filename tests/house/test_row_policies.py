"""What is sealed for a unit is also guarded by the database (T34)."""

from django.apps import apps
from django.db.models import Model

from schutznetz.ground.base.row_policies import OwnRows, RowPolicy
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey

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


#: Reviewed: a draft's file is its writer's own from the beginning and never the unit's.
OWN_FILES = {"Draft", "IntakeDraft"}


def forgets_named_readers(model: type[Model]) -> bool:
    """Whether the database would show a row of a file for named people to the whole unit."""
    has_file = any(each.related_model is FileKey for each in model._meta.fields)
    policies = [each for each in model._meta.constraints if isinstance(each, OwnRows)]
    return has_file and any(not each.files for each in policies)


def test_rows_of_a_file_for_named_people_are_theirs_alone() -> None:
    forgetful = {m.__name__ for m in apps.get_models() if forgets_named_readers(m)}
    assert forgetful == OWN_FILES, (
        f"Compare with OWN_FILES: {forgetful ^ OWN_FILES}\n"
        'What to do: name the file in the policy: OwnRows("unit", files=("file",), name=…).'
    )


def test_every_table_with_sealed_content_is_guarded() -> None:
    sealed = {m.__name__: m for m in apps.get_models() if has_sealed_content(m)}
    assert sealed
    unguarded = {name for name, model in sealed.items() if not is_guarded(model)}
    assert unguarded == UNGUARDED, (
        f"Compare with UNGUARDED: {unguarded ^ UNGUARDED}\n"
        "What to do: add OwnRows(…) or RowsOf(…) of base/row_policies.py to Meta.constraints."
    )
