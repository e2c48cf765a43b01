"""Random identifiers. They carry no time and no order, so that a dump tells nothing by them."""

import secrets
import uuid

#: No 0/O, 1/I/L, 5/S, 2/Z, no vowels: read aloud on the phone without mistakes, spells no word.
ALPHABET = "34679CDFGHJKMNPQRTVWXY"


def new_id() -> uuid.UUID:
    """A random 122-bit identifier."""
    return uuid.uuid4()


def new_code(length: int = 6) -> str:
    """A short code for people to say aloud, such as "H7K-QD4". Unique only within one unit's view."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{letters[: length // 2]}-{letters[length // 2 :]}"


def new_number() -> str:
    """A random number of at most nine digits, to tell rows of one form apart. Says nothing."""
    return str(secrets.randbelow(10**9))
