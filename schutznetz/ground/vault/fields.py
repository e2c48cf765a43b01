"""The column type for sealed values."""

from typing import Any

from django.db import models

from schutznetz.ground.vault.sealed import Sealed


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """Holds a `Sealed` and takes nothing else, so that plaintext cannot be stored by mistake."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Wrap what the database gives."""
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Sealed | None:
        """Refuse anything that has not been sealed."""
        if value is None or isinstance(value, Sealed):
            return value
        raise TypeError("only sealed values are stored here")

    def get_prep_value(self, value: Any) -> bytes | None:
        """The bytes for the database; raises TypeError for anything unsealed."""
        checked = self.to_python(value)
        return None if checked is None else checked.stored()

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """As BinaryField, after `get_prep_value` has looked."""
        raw = value if prepared else self.get_prep_value(value)
        return None if raw is None else connection.Database.Binary(raw)
