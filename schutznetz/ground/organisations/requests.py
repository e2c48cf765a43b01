"""The request as views of signed-in people get it."""

from django.http import HttpRequest

from schutznetz.ground.organisations.actor import Actor


class StaffRequest(HttpRequest):
    """A request whose sender is known; `entry` lets no other reach a staff view."""

    actor: Actor
