"""T3: the scanner itself. A planted leak in any form must be found, and clean data must not."""

import base64
import json
import os
import zlib

import pytest

from tests.leaks import leaks

NAME = "Özlem Çağlayan-Müßig"
STREET = "Weidengasse 17"

PLANTED = {
    "plain": lambda text: text.encode(),
    "utf-16": lambda text: text.encode("utf-16-le"),
    "lower case": lambda text: text.lower().encode(),
    "umlauts written out": lambda text: text.translate(
        str.maketrans({"Ö": "Oe", "ü": "ue", "ß": "ss"})
    ).encode(),
    "json escapes": lambda text: json.dumps({"name": text}).encode(),
    "bytea hex": lambda text: b"\\\\x" + text.encode().hex().encode(),
    "hex of utf-16": lambda text: b"\\x" + text.encode("utf-16-le").hex().encode(),
    "base64": lambda text: base64.b64encode(b"x" + text.encode()),
    "base64 in bytea": lambda text: b"\\x" + base64.b64encode(text.encode()).hex().encode(),
    "json in base64": lambda text: base64.b64encode(json.dumps([text]).encode()),
    "deflated in bytea": lambda text: b"\\x" + zlib.compress(text.encode() * 3).hex().encode(),
}


@pytest.mark.parametrize("form", PLANTED)
@pytest.mark.parametrize("canary", [NAME, STREET])
def test_a_planted_leak_is_found(form: str, canary: str) -> None:
    noise = os.urandom(200).hex().encode()
    haystack = b"INSERT INTO t VALUES ('\\x" + noise + b"', '" + PLANTED[form](canary) + b"');"
    assert leaks([canary, "somebody else entirely"], haystack) == {canary}


def test_clean_data_is_clean() -> None:
    haystack = os.urandom(20_000).hex().encode() + base64.b64encode(os.urandom(20_000))
    assert leaks([NAME, STREET], haystack) == set()
