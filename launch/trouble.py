"""What goes wrong in an ordinary way, said in two languages instead of a traceback."""

import sys


class Trouble(Exception):
    """Something the person at the keyboard can put right; shown as two sentences, German first."""

    def __init__(self, german: str, english: str, *, exit_code: int = 1) -> None:
        super().__init__(english)
        self.german = german
        self.english = english
        self.exit_code = exit_code


def say(german: str, english: str) -> None:
    """Tell the person what happens, German first."""
    print(german, english, sep="\n", file=sys.stderr, flush=True)
