"""Headers, the way out, the calendar and the error pages, asked of single parts without a database."""

import json
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from schutznetz.ground.base import views
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.errors import WORDS, NothingToSee, error_page
from schutznetz.ground.base.middleware import SafeHeaders, SameSiteOnly, SteadfastAnswers
from schutznetz.ground.base.month import month_named, month_of
from schutznetz.ground.base.tests.test_words_of_time import NOON

CANARY = "canary-Erika-Muster"


def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def body(response: HttpResponse) -> str:
    return response.content.decode()


# Headers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 302, 403, 404, 500])
def test_every_answer_forbids_keeping_and_sniffing(status: int, rf: RequestFactory) -> None:
    answer = SafeHeaders(lambda request: HttpResponse(status=status))(rf.get("/desk/"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_only_a_static_file_that_exists_may_be_kept(rf: RequestFactory) -> None:
    kept = SafeHeaders(fine)(rf.get("/static/base/css/page.css"))
    missing = SafeHeaders(lambda request: HttpResponse(status=404))(rf.get("/static/x"))
    assert "Cache-Control" not in kept.headers
    assert missing.headers["Cache-Control"] == "no-store"


def test_the_server_does_not_introduce_itself(rf: RequestFactory) -> None:
    answer = SafeHeaders(lambda request: HttpResponse(headers={"Server": "granian"}))(rf.get("/"))
    assert "Server" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_other_site_can_start_a_change(site: str, method: str, rf: RequestFactory) -> None:
    request = getattr(rf, method)("/x/", headers={"Sec-Fetch-Site": site})
    assert SameSiteOnly(fine)(request).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}])
def test_our_own_forms_pass(headers: dict[str, str], rf: RequestFactory) -> None:
    assert SameSiteOnly(fine)(rf.post("/x/", headers=headers)).status_code == 200


def test_a_link_from_elsewhere_may_be_followed(rf: RequestFactory) -> None:
    request = rf.get("/x/", headers={"Sec-Fetch-Site": "cross-site"})
    assert SameSiteOnly(fine)(request).status_code == 200


def test_an_origin_hidden_by_our_referrer_policy_is_named_again(rf: RequestFactory) -> None:
    request = rf.post("/x/", headers={"Sec-Fetch-Site": "same-origin", "Origin": "null"})
    SameSiteOnly(fine)(request)
    assert request.META["HTTP_ORIGIN"] == f"http://{request.get_host()}"


def test_a_hidden_origin_from_elsewhere_stays_hidden(rf: RequestFactory) -> None:
    request = rf.post("/x/", headers={"Origin": "null"})
    SameSiteOnly(fine)(request)
    assert request.META["HTTP_ORIGIN"] == "null"


def test_a_form_sent_by_script_learns_where_to_go_without_going_there(rf: RequestFactory) -> None:
    answers = SteadfastAnswers(lambda request: HttpResponseRedirect("/there/"))
    by_script = answers(rf.post("/x/", headers={"X-Steadfast": "1"}))
    by_hand = answers(rf.post("/x/"))
    assert (by_script.status_code, by_script.headers["X-Go-To"]) == (204, "/there/")
    assert "Location" not in by_script.headers
    assert (by_hand.status_code, by_hand.headers["Location"]) == (302, "/there/")


# The way out --------------------------------------------------------------------------------


class Flushed(SessionBase):
    """A session that only notes its end."""

    ended = False

    def flush(self) -> None:
        self.ended = True


def test_leaving_ends_the_session_and_clears_the_browser(rf: RequestFactory) -> None:
    request = rf.post("/leave/")
    request.session = Flushed()
    answer = views.leave(request)
    assert request.session.ended
    assert (answer.status_code, answer.headers["Location"]) == (303, "/calendar/")
    assert '"cache"' in answer.headers["Clear-Site-Data"]
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    for name in ("__Host-session", "__Host-half"):
        assert answer.cookies[name]["max-age"] == 0
        assert answer.cookies[name]["secure"]


def test_looking_at_the_way_out_changes_nothing(rf: RequestFactory) -> None:
    assert views.leave(rf.get("/leave/")).status_code == 405


def test_leaving_without_a_token_still_shows_the_calendar(rf: RequestFactory) -> None:
    answer = views.refused(rf.post("/leave/"), "CSRF cookie not set")
    assert answer.status_code == 403
    assert "<table>" in body(answer)


def test_the_calendar_is_innocent(rf: RequestFactory) -> None:
    with turned_to(NOON):
        page = body(views.calendar(rf.get("/calendar/")))
    assert "<title>November 2026</title>" in page
    for word in ("Schutznetz", "Gewalt", "Polizei", "Hilfe", "Beratung", "Text ist noch da"):
        assert word not in page


def test_the_calendar_knows_the_holidays_common_to_all_of_germany() -> None:
    december = month_of(date(2026, 12, 1), date(2026, 11, 24), "de")
    assert december.holidays[0] == (date(2026, 12, 25), "Erster Weihnachtstag")
    assert (december.previous, december.following) == (date(2026, 11, 1), date(2027, 1, 1))
    assert all(len(week) == 7 for week in december.weeks)


@pytest.mark.parametrize("words", ["", "x", "2026-13", "0001-01", "9999-12", "<script>"])
def test_a_month_that_makes_no_sense_is_the_present_one(words: str) -> None:
    assert month_named(words, date(2026, 11, 24)) == date(2026, 11, 1)


def test_search_engines_are_turned_away(rf: RequestFactory) -> None:
    assert "Disallow: /" in body(views.robots(rf.get("/robots.txt")))


# Errors -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", sorted(WORDS))
def test_an_error_page_is_calm_and_names_no_number(status: int) -> None:
    answer = error_page(status)
    assert answer.status_code == status
    assert str(status) not in body(answer)
    assert "<title>Mitteilung</title>" in body(answer)


def test_missing_and_foreign_look_the_same(rf: RequestFactory) -> None:
    missing = views.not_found(rf.get("/cases/1/"), Http404("No Case matches the given query."))
    foreign = views.not_found(rf.get("/cases/2/"), Http404(CANARY))
    assert missing.content == foreign.content


def test_no_error_page_repeats_the_exception(rf: RequestFactory) -> None:
    request = rf.post(f"/x/?q={CANARY}", {"text": CANARY})
    pages = [
        views.bad_request(request, ValueError(CANARY)),
        views.forbidden(request, PermissionDenied(CANARY)),
        views.not_found(request, Http404(CANARY)),
        views.broken(request),
        views.refused(request, CANARY),
    ]
    for page in pages:
        assert CANARY not in body(page)


def test_the_page_for_a_broken_server_needs_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*args: Any) -> None:
        raise AssertionError("a context processor was asked")

    monkeypatch.setattr("schutznetz.ground.base.context.surroundings", unavailable)
    assert error_page(500).status_code == 500


def test_an_error_report_shows_nothing_that_anybody_typed(
    rf: RequestFactory, settings: Any
) -> None:
    settings.DEBUG = True
    request = rf.post("/x/", {"text": CANARY}, headers={"X-Secret": CANARY})
    request.COOKIES["__Host-half"] = CANARY
    request.user = AnonymousUser()
    request.exception_reporter_filter = NothingToSee()
    reporter = _report_of(request)
    data = reporter.get_traceback_data()
    assert data["filtered_POST_items"] == []
    assert dict(data["request_COOKIES_items"]) == {}
    assert data["settings"] == data["request_meta"] == {}
    assert [frame["vars"] for frame in data["frames"]] == [[] for _ in data["frames"]]
    assert CANARY not in json.dumps(data["request_meta"])


def _report_of(request: HttpRequest) -> ExceptionReporter:
    held = CANARY  # a local variable, as an opened field would be
    try:
        int(held)
    except ValueError as error:
        return ExceptionReporter(request, type(error), error, error.__traceback__)
    raise AssertionError("nothing went wrong")
