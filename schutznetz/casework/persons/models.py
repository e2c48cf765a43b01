"""Who is known to a unit, as tags that only the unit's own members can make."""

from django.db import models

from schutznetz.casework.persons.rules import Role
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.models import FileKey


class PersonTag(models.Model):
    """One sign by which somebody in one file is recognised (Erkennungszeichen).

    Readable is that files of one unit share a sign, and on which side: a dump shows that some
    person recurs in this unit, never who. Units cannot be joined, since each has its own key.
    Restricted files have none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="person_tags")
    tag = models.BinaryField(max_length=8)
    file = models.ForeignKey(FileKey, on_delete=models.CASCADE, related_name="person_tags")
    role = models.CharField(max_length=10, choices=[(each, each) for each in Role])

    class Meta:
        constraints = [
            OwnRows("unit", files=("file",), name="person_tag_own_rows"),
            models.UniqueConstraint(
                fields=["unit", "tag", "file", "role"], name="person_tag_once_per_file"
            ),
        ]
        indexes = [models.Index(fields=["file"], name="person_tag_of_file")]

    def __str__(self) -> str:
        return "tag"
