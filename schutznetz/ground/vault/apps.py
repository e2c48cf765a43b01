from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys, sealing and opening; the only room that touches cryptography."""

    name = "schutznetz.ground.vault"
    label = "vault"
