"""A process of its own for a stranger's bytes: no environment, no files, limited memory and time.

What comes in and goes out are pipes; nothing touches the disk. Whatever goes wrong there, also a
crash of a library, is an answer here: Refused.
"""

import json
import subprocess  # nosec B404 - our own interpreter, by list and without a shell
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from schutznetz.casework.attachments.cleaning import cleaned
from schutznetz.casework.attachments.pdf_form import read_form
from schutznetz.casework.attachments.rules import MIB, Document, Refused

try:
    import resource
except ImportError:  # Windows has no such limits; the time still ends
    resource = None  # type: ignore[assignment]  # not there on every system

SECONDS: Final = 30
MEMORY: Final = 1536 * MIB
PLACE: Final = Path(__file__).resolve().parents[3]


def cleaned_apart(content: bytes, name: str) -> Document:
    """The document written anew in a process of its own; raises Refused."""
    kind, rewritten = _done_apart("clean", content)
    return Document(kind=kind, name=name, content=rewritten)


def form_read_apart(content: bytes) -> dict[str, object]:
    """The filled fields of a PDF form, read in a process of its own; raises Refused."""
    _, text = _done_apart("form", content)
    read = json.loads(text)
    if not isinstance(read, dict):
        raise Refused("broken")
    return read


def _done_apart(task: str, content: bytes) -> tuple[str, bytes]:
    command = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(PLACE)!r}); "]
    command[-1] += f"from {__name__} import main; main({task!r})"
    try:
        done = subprocess.run(  # noqa: S603 - see above  # nosec B603
            command, input=content, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused("bomb") from None
    head, _, rest = done.stdout.partition(b"\n")
    verdict, _, word = head.decode("ascii", "replace").partition(" ")
    if verdict == "ok":
        return word, rest
    raise Refused(word if verdict == "refused" else "bomb")


def _as_form(content: bytes) -> tuple[str, bytes]:
    return "form", json.dumps(read_form(content)).encode()


TASKS: Final[dict[str, Callable[[bytes], tuple[str, bytes]]]] = {
    "clean": cleaned,
    "form": _as_form,
}


def main(task: str) -> None:
    """What the process does: limits first, then one document from standard input."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        word, result = TASKS[task](sys.stdin.buffer.read())
    except Refused as refused:
        word, result = f"refused {refused.code}", b""
    except (MemoryError, RecursionError):
        word, result = "refused bomb", b""
    else:
        word = f"ok {word}"
    sys.stdout.buffer.write(word.encode("ascii") + b"\n" + result)
