"""What run.py hands over to: python -m launch demo | test | check | where | manage …"""

import sys
from collections.abc import Callable, Sequence

from launch import administration, backup, demo, testing, where
from launch.trouble import Trouble, say

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "backup": backup.backup,
    "demo": demo.main,
    "manage": administration.main,
    "restore": backup.restore,
    "test": testing.test,
    "check": testing.check,
    "where": where.main,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; what goes wrong in an ordinary way becomes two sentences and an exit code."""
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Trouble as trouble:
        say(trouble.german, trouble.english)
        return trouble.exit_code
    except KeyboardInterrupt:
        say("\nBeendet.", "Stopped.")
        return 0 if arguments[0] == "demo" else 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
