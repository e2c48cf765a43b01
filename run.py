#!/usr/bin/env python3
"""Start Schutznetz from a fresh checkout: python3 run.py demo | test | check | where | backup | restore | manage …

Only the standard library, and syntax from Python 3.8 on: this file has to start under whatever Python a
stranger's machine has. It finds a suitable Python, builds `.venv`, installs the hash-pinned packages and
hands over to the package `launch`, which may use today's language.
"""

import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys

try:
    import fcntl
except ImportError:  # Windows, which gets a sentence of its own below
    fcntl = None

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
OLDEST, NEWEST = (3, 12), (3, 14)
#: Which list of packages a command needs; the test list contains everything of the demo list.
LISTS = dict.fromkeys(("demo", "manage", "where", "backup", "restore"), "demo.txt")
LISTS.update(dict.fromkeys(("test", "check"), "test.txt"))
UNSUITABLE = 2

#: Asked of every candidate. Debian ships Python without ensurepip, so the version alone says too little;
#: the base interpreter outlives a virtual environment that we may be running in or about to replace.
PROBE = (
    "import json, sys, sysconfig, venv, ensurepip; print(json.dumps([list(sys.version_info[:2]),"
    " getattr(sys, '_base_executable', None) or sys.executable, sys.implementation.name,"
    " bool(sysconfig.get_config_var('Py_GIL_DISABLED'))]))"
)


def say(german, english):
    """Print a message in German, then in English."""
    print(german, english, sep="\n", file=sys.stderr, flush=True)


def clean_environment():
    """Our environment without what would lead a foreign Python to our libraries."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in foreign}


def probe(executable, seconds=20):
    """(version, base executable) of a Python that can build environments, else None.

    It is run, never guessed from its name: pyenv's shims exist for versions that are not selected.
    """
    try:
        answer = subprocess.run(
            [executable, "-I", "-c", PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
            cwd=ROOT,
            env=clean_environment(),
        )
        version, base, kind, without_lock = json.loads(answer.stdout.decode("utf-8"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    if kind != "cpython" or without_lock or not OLDEST <= tuple(version) <= NEWEST:
        return None
    return tuple(version), base


def on_the_path():
    """The running Python, then the newest named ones on the path."""
    names = ["python3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    return [sys.executable, *(found for found in map(shutil.which, names) if found)]


def in_known_folders():
    """Executables in the folders where the usual installers put them."""
    pyenv = os.environ.get("PYENV_ROOT") or "~/.pyenv"
    uv = os.environ.get("UV_PYTHON_INSTALL_DIR") or "~/.local/share/uv/python"
    found = []
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        name = "python3.%d" % minor
        for pattern in (
            pyenv + "/versions/3.%d*/bin/%s" % (minor, name),
            uv + "/cpython-3.%d*/bin/%s" % (minor, name),
            "/opt/homebrew/opt/python@3.%d/bin/%s" % (minor, name),
            "/opt/homebrew/bin/" + name,
            "/Library/Frameworks/Python.framework/Versions/3.%d/bin/%s" % (minor, name),
            "/usr/local/bin/" + name,
            "/usr/bin/" + name,
            "/opt/*/bin/" + name,
            "/opt/*/*/bin/" + name,
        ):
            found += sorted(glob.glob(os.path.expanduser(pattern)), reverse=True)
    return found


def from_uv():
    """A Python that a locally installed uv brings along or fetches; None without uv or network."""
    uv = shutil.which("uv") or shutil.which(os.path.expanduser("~/.local/bin/uv"))
    if not uv:
        return None
    quiet = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    try:
        subprocess.run([uv, "python", "install", "3.13"], stdout=subprocess.DEVNULL, timeout=300, **quiet)
        command = [uv, "python", "find", "--managed-python", "3.13"]
        found = subprocess.run(command, stdout=subprocess.PIPE, timeout=30, **quiet)
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.decode("utf-8").strip() or None


def find_python():
    """The base executable of a suitable Python, or None."""
    wanted = os.environ.get("SCHUTZNETZ_PYTHON")
    if wanted:
        found = probe(wanted)
        if not found:
            say("SCHUTZNETZ_PYTHON nennt kein brauchbares Python 3.12 bis 3.14: " + wanted,
                "SCHUTZNETZ_PYTHON does not name a usable Python 3.12 to 3.14: " + wanted)
        return found and found[1]
    for candidate in on_the_path():
        found = probe(candidate)
        if found:
            return found[1]
    known = [found for found in map(probe, in_known_folders()) if found]
    if known:
        return max(known, key=lambda found: found[0])[1]
    fetched = from_uv()
    found = probe(fetched) if fetched else None
    if not found:
        say(
            "Kein Python 3.12, 3.13 oder 3.14 (mit „venv“) gefunden – bitte installieren und wiederholen.",
            'No Python 3.12, 3.13 or 3.14 (with "venv") was found – please install one and repeat.',
        )
    return found and found[1]


class Environment:
    """The virtual environment `.venv` and the notes about it: what is installed, what is half done."""

    python = os.path.join(VENV, "bin", "python")
    installed = os.path.join(VENV, "schutznetz-installed.json")
    half_done = os.path.join(VENV, "schutznetz-half-done")

    def digests(self):
        """SHA-256 by file name of the lists that are installed."""
        try:
            with open(self.installed, encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError):
            return {}

    def works(self):
        """Whether it has a suitable Python that still exists, a pip, and no interrupted installation."""
        if os.path.exists(self.half_done) or not probe(self.python):
            return False
        if self.digests():
            return True
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": clean_environment()}
        return subprocess.call([self.python, "-m", "pip", "--version"], **quiet) == 0

    def build(self, base):
        """Make it anew from `base`; what stood there is removed."""
        if os.path.islink(VENV):
            os.unlink(VENV)
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([base, "-m", "venv", VENV], check=True, env=clean_environment())

    def install(self, name):
        """Install one list of requirements/; True on success. Only what the hashes allow comes in."""
        source = os.path.join(ROOT, "requirements", name)
        digest = sha256(source)
        if self.digests().get(name) == digest:
            return True
        say(
            "Installiere die Pakete (nur beim ersten Mal und nach Änderungen, etwa eine Minute) …",
            "Installing the packages (only the first time and after changes, about a minute) …",
        )
        with open(self.half_done, "w", encoding="utf-8"):
            pass  # stays when we are interrupted: the next start then builds anew
        command = [self.python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
        command += ["--require-hashes", "--no-deps", "-r", source]
        both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        result = subprocess.run(command, env=clean_environment(), cwd=ROOT, **both)
        if result.returncode:
            sys.stderr.write(result.stdout.decode("utf-8", "replace"))
            return False
        digests = {name: digest}
        if name == "test.txt":
            digests["demo.txt"] = sha256(os.path.join(ROOT, "requirements", "demo.txt"))
        with open(self.installed + ".new", "w", encoding="utf-8") as file:
            json.dump(digests, file)
        os.replace(self.installed + ".new", self.installed)
        os.unlink(self.half_done)
        return True


def sha256(path):
    """Hexadecimal SHA-256 of a file."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def prepare(name):
    """Make `.venv` hold the list `name`; the exit code, 0 when ready."""
    environment = Environment()
    if not environment.works():
        base = find_python()
        if not base:
            return UNSUITABLE
        environment.build(base)
    if environment.install(name):
        return 0
    say(
        "Die Pakete ließen sich nicht installieren; die Ausgabe von pip steht darüber. Besteht eine Verbindung"
        " zum Paketverzeichnis?",
        "The packages could not be installed; pip's output is above. Is the package index reachable?",
    )
    return 1


def main(arguments):
    """Prepare the environment and hand over; returns an exit code only when that failed."""
    if not arguments or arguments[0] not in LISTS:
        say("Aufruf: python3 run.py demo | test | check | where | backup | restore | manage …", "(with: what each command takes: --help)")
        return UNSUITABLE
    if fcntl is None:
        say("Unter Windows bitte mit WSL starten.", "On Windows please start it inside WSL.")
        return UNSUITABLE
    with open(os.path.abspath(__file__), encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two starts at once must not build one environment together
        failed = prepare(LISTS[arguments[0]])
    if failed:
        return failed
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(Environment.python, [Environment.python, "-m", "launch", *arguments], clean_environment())


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
