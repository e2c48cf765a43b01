"""What a stopped launcher must not leave behind."""

import subprocess
from pathlib import Path

from launch.processes import command_line


def processes_naming(text: str) -> list[str]:
    """Command lines of running processes that contain a text."""
    proc = Path("/proc")
    if (proc / "self").exists():
        lines = [command_line(int(entry.name)) for entry in proc.iterdir() if entry.name.isdigit()]
    else:
        listing = ["ps", "-axo", "command="]
        lines = subprocess.run(
            listing, capture_output=True, text=True, check=True
        ).stdout.splitlines()
    return [line for line in lines if text in line]
