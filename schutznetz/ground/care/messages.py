"""Messages: notices that tell something once and are put away by whoever read them.

Unlike the notices of a timer they wait for nothing. Rooms register the words; a message has no
content and no way to any.
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Message:
    """The words of one code, and what to do about it.

    `about_member` says that the subject is a member of the own unit, whose name is shown.
    """

    code: str
    words: str | Promise
    advice: str | Promise
    about_member: bool = False


_MESSAGES: dict[str, Message] = {}


def register(message: Message) -> None:
    """Called by a room's AppConfig.ready; two messages for one code are a mistake."""
    if _MESSAGES.setdefault(message.code, message) != message:
        raise ValueError(f"two rooms send messages with code {message.code}")


def codes() -> list[str]:
    """All codes that are messages."""
    return sorted(_MESSAGES)


def message_for(code: str) -> Message:
    """The words of a code; raises KeyError for one that nobody registered."""
    return _MESSAGES[code]
