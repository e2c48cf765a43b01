"""T12: the list of algorithms in vault/README.md is what the code imports, no more and no less."""

import ast
import re

from tests.house.reading import ROOT

VAULT = ROOT / "schutznetz" / "ground" / "vault"
LIBRARIES = ("argon2", "cryptography")
#: Not algorithms: the library's own words for "does not fit".
NO_ALGORITHM = {"cryptography.exceptions"}


def imported() -> set[str]:
    """The cryptographic modules that suite.py imports."""
    found = set()
    for node in ast.walk(ast.parse((VAULT / "suite.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "cryptography.hazmat.primitives":
                found |= {f"{node.module}.{each.name}" for each in node.names}
            elif node.module.split(".")[0] in LIBRARIES:
                found.add(node.module)
    return found - NO_ALGORITHM


def listed() -> set[str]:
    """The modules that the README's table names."""
    text = (VAULT / "README.md").read_text(encoding="utf-8")
    names = re.findall(r"`((?:argon2|cryptography)[\w.]*)`", text)
    return set(names)


def test_the_inventory_matches_the_imports() -> None:
    used = {"argon2" if name.startswith("argon2") else name for name in imported()}
    missing, gone = used - listed(), listed() - used
    assert not missing, f"Used but not in the table of vault/README.md: {sorted(missing)}"
    assert not gone, f"In the table of vault/README.md but not used: {sorted(gone)}"
