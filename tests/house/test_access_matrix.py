"""Every address has a row in the reviewed table. What the rows promise is tried in tests/flows."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.house.access_matrix import MATRIX

Node = URLPattern | URLResolver
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def addresses(nodes: list[Node], spaces: tuple[str, ...] = (), before: str = "") -> Iterator[str]:
    """The full name of every address; "unnamed: …" for one without a name."""
    for node in nodes:
        route = before + str(node.pattern)
        if isinstance(node, URLResolver):
            inside = (*spaces, node.namespace) if node.namespace else spaces
            yield from addresses(node.url_patterns, inside, route)
        elif node.name:
            yield ":".join((*spaces, node.name))
        else:
            yield f"unnamed: {route}"


def test_every_address_has_a_row() -> None:
    new = sorted(set(addresses(get_resolver().url_patterns)) - set(MATRIX))
    assert not new, (
        f"Nobody has said who gets in here: {new}\n"
        "What to do: name the address, add a row to tests/house/access_matrix.py, "
        "and have a second person look at it."
    )


def test_every_row_has_an_address() -> None:
    gone = sorted(set(MATRIX) - set(addresses(get_resolver().url_patterns)))
    assert not gone, f"These addresses are gone; take their rows out of the matrix: {gone}"


def test_rows_name_real_methods() -> None:
    assert all(door.methods and set(door.methods) <= METHODS for door in MATRIX.values())


def test_a_planted_address_is_found() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    planted: list[Node] = [path("secret/", view), path("a/", view, name="a")]
    assert list(addresses(planted, ("cases",))) == ["unnamed: secret/", "cases:a"]
