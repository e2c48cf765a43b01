"""Asking a virus scanner, where the operator has one: clamd on a socket of the same machine.

Speaks clamd's INSTREAM: the bytes go through the socket, never through a file. Docs: clamd(8).
"""

import socket
from typing import Final

from django.conf import settings

from schutznetz.casework.attachments.rules import Refused

SECONDS: Final = 30
STEP: Final = 256 * 1024


def is_configured() -> bool:
    """Whether uploads are scanned; if not, pages say so."""
    return bool(settings.CLAMD_SOCKET)


def require_harmless(content: bytes) -> None:
    """Raise Refused for a finding, and for a scanner that does not answer: no answer is no "clean"."""
    if not is_configured():
        return
    try:
        answer = _asked(str(settings.CLAMD_SOCKET), content)
    except OSError:
        raise Refused("scanner_silent") from None
    if answer.endswith(b" FOUND"):
        raise Refused("virus")
    if not answer.endswith(b" OK"):
        raise Refused("scanner_silent")


def _asked(place: str, content: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(SECONDS)
        line.connect(place)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), STEP):
            piece = content[start : start + STEP]
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            received = line.recv(4096)
            if not received:
                break
            answer += received
        return answer.rstrip(b"\0\n")
