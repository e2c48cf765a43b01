"""The words of the screen: German in the source, English in the catalogue. No GNU gettext needed.

python -m launch.messages update     collect every German sentence into the English catalogue
python -m launch.messages compile    write the .mo files the server reads
"""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[1] / "schutznetz"
LOCALE = PACKAGE / "locale"
HEADER = """# English for the German sentences in the source.
# Kept by `python -m launch.messages update`; translations are written here by hand."""
#: Function → which arguments are the sentence, its plural, its context (None: the first one).
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def po_file(language: str) -> Path:
    """The catalogue people edit."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one if there is none yet."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, project="Schutznetz", header_comment=HEADER, fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def found_words() -> Catalog:
    """Every sentence marked for translation in the package's Python files and templates."""
    _configure()
    catalogue = Catalog(locale="en", fuzzy=False)
    for path in sorted(_sources()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # Indentation means nothing in a template, and the tokenizer stumbles over it.
            text = "\n".join(
                line.strip() for line in templatize(text, origin=str(path)).splitlines()
            )
        for message, context in _sentences(text):
            catalogue.add(message, locations=[(str(path.relative_to(PACKAGE)), 0)], context=context)
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue in the form the server reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> None:
    """Bring the English catalogue up to date; translations of vanished sentences go."""
    catalogue = read_catalogue("en")
    created = catalogue.creation_date
    catalogue.update(found_words(), no_fuzzy_matching=True)
    catalogue.creation_date = created  # or every run would change the file
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    path = po_file("en")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(
            target, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False
        )
    missing = [
        str(message.id) for message in catalogue if message.id and not is_translated(message.string)
    ]
    sys.stdout.write(
        "".join(f"without English: {each}\n" for each in missing)
        or "Every sentence has its English.\n"
    )


def compile_all() -> None:
    """Write a .mo beside every .po."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        path.with_suffix(".mo").write_bytes(compiled(read_catalogue(path.parents[1].name)))


def is_translated(string: str | Iterable[str] | None) -> bool:
    """Whether a translation, or each of its plural forms, says something."""
    return bool(string) if string is None or isinstance(string, str) else all(string)


def _sources() -> Iterator[Path]:
    for path in PACKAGE.rglob("*"):
        if (
            path.suffix in {".py", ".html"}
            and "tests" not in path.parts
            and "migrations" not in path.parts
        ):
            yield path


def _sentences(text: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    found: Iterable[tuple[int, Any, Any, Any]] = extract_python(
        io.BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"}
    )
    for _line, name, arguments, _comments in found:
        function = str(name)
        values = [arguments] if isinstance(arguments, str) else [each for each in arguments if each]
        if not values:
            continue
        context = str(values.pop(0)) if "pgettext" in function else None
        if function.startswith(("ng", "np")):
            yield (str(values[0]), str(values[1])), context
        else:
            yield str(values[0]), context


def _configure() -> None:
    """Django's template reader wants settings; any will do."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
