"""T13: somebody in a report works in the network. What is sent stays with named people."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange.access import received_by, sent_by, unread_by
from schutznetz.casework.exchange.actions import CONFLICT, acknowledge_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.readers import NobodyToRead, readers_for
from schutznetz.casework.exchange.rules import Concerned
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.row_policies import READER, SETTING, WATCH, acting_for
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Account, Member, Unit
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import Cast, send
from tests.signing_in import sign_in

#: Hanna Keßler of Lindenhof, as an officer may have heard and typed her name.
SPELLINGS = ("Hanna Keßler", "HANNA KESSLER", "Hannah Kesler", "Keßler Hanna", "H. Keßler-Weber")
#: Her own year of birth, with another day.
HER_YEAR = {"accused_birth": "1988-02-01"}


def seen_by(cast: Cast, transmission: Transmission) -> set[str]:
    """Who of the receiving unit finds it."""
    return {
        login
        for login, actor in cast.people.items()
        if received_by(actor).filter(pk=transmission.pk).exists()
    }


def followed_by(cast: Cast, transmission: Transmission) -> set[str]:
    """Who of the sending unit finds it."""
    return {
        login
        for login, actor in cast.people.items()
        if sent_by(actor).filter(pk=transmission.pk).exists()
    }


def accounts(cast: Cast, *logins: str) -> frozenset[uuid.UUID]:
    """Their accounts."""
    return frozenset(cast[login].account_id for login in logins)


def told(code: str = CONFLICT) -> set[str]:
    """Who has a notice of this code."""
    return set(Notice.objects.filter(code=code).values_list("member__account__login", flat=True))


@pytest.fixture
def sealed(cast: Cast) -> Transmission:
    """A report about Hanna Keßler, sent to the unit she works for."""
    return send(cast["aydin"], accused_name="Hanna Keßler", **HER_YEAR)


@pytest.mark.parametrize("name", SPELLINGS)
def test_t13_whoever_is_accused_sees_nothing_of_it(cast: Cast, name: str) -> None:
    sent = send(cast["aydin"], accused_name=name, **HER_YEAR)
    assert seen_by(cast, sent) == {"tran", "kowalczyk"}  # lead and deputy
    assert not unread_by(cast["kessler"]).exists()


def test_t13_an_affected_colleague_is_protected_as_well(cast: Cast) -> None:
    sent = send(cast["aydin"], affected_name="Adaeze Nwosu", affected_birth="1995-05-05")
    assert seen_by(cast, sent) == {"tran", "kowalczyk"}


def test_a_stranger_s_report_stays_with_the_whole_unit(cast: Cast) -> None:
    sent = send(cast["aydin"])
    assert seen_by(cast, sent) == {"tran", "kowalczyk", "kessler", "nwosu"}
    assert followed_by(cast, sent) == {"aydin", "petzold", "wanjiru"}
    assert told() == set()


def test_the_lead_herself_is_left_out_and_two_remain(cast: Cast) -> None:
    sent = send(cast["aydin"], accused_name="Ngoc Tran", accused_birth="1976-01-01")
    assert seen_by(cast, sent) == {"kowalczyk", "kessler", "nwosu"}


def test_the_sender_s_part_is_hers_and_her_deputy_s(cast: Cast, sealed: Transmission) -> None:
    assert followed_by(cast, sealed) == {"aydin", "wanjiru"}


def test_a_colleague_of_the_sender_follows_nothing(cast: Cast) -> None:
    """He is accused and leads the station that reports."""
    sent = send(cast["aydin"], accused_name="Jonas Pezold", accused_birth="1979-07-07")
    assert followed_by(cast, sent) == {"aydin", "wanjiru"}
    assert seen_by(cast, sent) == {"tran", "kowalczyk"}
    assert told() == {"wanjiru", "sjoeberg"}  # deputy and officer for data protection of his unit


def test_only_the_deputy_and_the_officer_of_her_unit_are_told(
    cast: Cast, sealed: Transmission
) -> None:
    assert told() == {"kowalczyk", "luedtke"}
    subjects = set(Notice.objects.filter(code=CONFLICT).values_list("subject_id", flat=True))
    assert not subjects & {sealed.pk, sealed.file_id, sealed.stub_file_id}
    assert len(subjects) == 1


def test_the_sender_s_own_answer_is_enough(cast: Cast) -> None:
    to, by = Unit.objects.get(pk=cast["kessler"].unit_id), cast["aydin"]
    readers = readers_for(by=by, to_unit=to, concerned=Concerned(said_so=True))
    assert readers.theirs == accounts(cast, "tran", "kowalczyk")
    assert readers.ours == accounts(cast, "aydin", "wanjiru")
    assert readers.units == (by.unit_id,)


def test_what_follows_it_is_for_the_same_people(cast: Cast, sealed: Transmission) -> None:
    for by, to, theirs, ours in (
        ("aydin", "tran", {"tran", "kowalczyk"}, {"aydin", "wanjiru"}),
        ("tran", "aydin", {"aydin", "wanjiru"}, {"tran", "kowalczyk"}),
    ):
        readers = readers_for(
            by=cast[by],
            to_unit=Unit.objects.get(pk=cast[to].unit_id),
            concerned=Concerned(),
            about=sealed,
        )
        assert readers.theirs == accounts(cast, *theirs)
        assert readers.ours == accounts(cast, *ours)


def test_it_does_not_go_where_nobody_may_read_it(cast: Cast) -> None:
    others = Member.objects.filter(unit_id=cast["kessler"].unit_id).exclude(
        pk=cast["kessler"].member_id
    )
    others.update(is_active=False)
    with pytest.raises(NobodyToRead):
        send(cast["aydin"], accused_name="Hanna Keßler")
    assert not Transmission.objects.exists()


def test_named_people_read_confirm_and_are_recorded(cast: Cast, sealed: Transmission) -> None:
    acknowledge_transmission(by=cast["kowalczyk"], transmission=sealed)
    assert Entry.objects.filter(verb="read_transmission", subject_id=sealed.pk).count() == 1


def test_overdue_only_named_people_hear_of_it(cast: Cast, sealed: Transmission) -> None:
    for hours in (100, 200, 300):
        with turned_to(now() + timedelta(hours=hours)):
            assert ring_due_timers() == 1
    told_of_it = Notice.objects.filter(subject_id=sealed.pk)
    logins = set(told_of_it.values_list("member__account__login", flat=True))
    assert logins == {"tran", "kowalczyk"}


def test_a_message_says_nothing_and_is_put_away_by_whoever_read_it(
    cast: Cast, sealed: Transmission
) -> None:
    for login in ("luedtke", "kowalczyk"):
        browser = sign_in(Client(), login)
        page = browser.get(reverse("desk:start"), secure=True)
        assert "betrifft jemanden, der Ihrer Stelle nahesteht" in page.text
        assert "Keßler" not in page.text
        notice = Notice.objects.get(code=CONFLICT, member__account__login=login)
        browser.post(reverse("care:put_away", args=[notice.pk]), secure=True)
        page = browser.get(reverse("desk:start"), secure=True)
        assert "nahesteht" not in page.text
    browser = sign_in(Client(), "kessler")
    assert "nahesteht" not in browser.get(reverse("desk:start"), secure=True).text


# --- each line alone (T34) -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("login", "rows"), [("tran", 1), ("kessler", 0), ("nwosu", 0), ("aydin", 1), ("petzold", 0)]
)
def test_t34_without_python_the_database_still_shows_her_no_row(
    cast: Cast, sealed: Transmission, login: str, rows: int
) -> None:
    actor = cast[login]
    with acting_for(actor.unit_id, actor.account_id):
        assert Transmission.objects.filter(pk=sealed.pk).count() == rows
        assert Transmission.objects.count() == rows


def test_t34_without_the_database_s_line_the_key_keeps_it_shut(
    cast: Cast, sealed: Transmission
) -> None:
    assert Transmission.objects.filter(pk=sealed.pk).exists()  # tests look from outside
    for login, file_id in (("kessler", sealed.file_id), ("petzold", sealed.stub_file_id)):
        assert file_id is not None
        with pytest.raises(KeyMissing):
            open_file(by=cast[login], file_id=file_id, purpose="read")


def test_t34_while_no_reader_is_named_the_row_is_hidden(cast: Cast, sealed: Transmission) -> None:
    with acting_for(cast["tran"].unit_id):
        assert not Transmission.objects.exists()
    with acting_for(cast["tran"].unit_id, WATCH):  # the worker, who opens nothing
        assert Transmission.objects.exists()


def test_t35_no_reader_is_left_on_the_connection(cast: Cast, sealed: Transmission) -> None:
    browser = sign_in(Client(), "tran")
    assert browser.get(reverse("desk:start"), secure=True).status_code == 200
    with connection.cursor() as cursor:
        for setting in (SETTING, READER):
            cursor.execute("SELECT current_setting(%s, true)", [setting])
            assert cursor.fetchone() in [("",), (None,)]


def test_t33_a_fragment_obeys_with_and_without_the_header(cast: Cast, sealed: Transmission) -> None:
    for login, status in (("tran", 200), ("kessler", 404)):
        browser = sign_in(Client(), login)
        for headers in ({}, {"HX-Request": "true"}):
            url = reverse("exchange:received", args=[sealed.pk])
            assert browser.get(url, secure=True, headers=headers).status_code == status


def test_t36_no_hidden_field_names_a_reader(cast: Cast, sealed: Transmission) -> None:
    browser = sign_in(Client(), "kessler")
    posted: dict[str, Any] = {
        "restricted": "",
        "account": str(cast["kessler"].account_id),
        "unit": str(cast["kessler"].unit_id),
        "epoch": "1",
    }
    answer = browser.post(reverse("exchange:acknowledge", args=[sealed.pk]), posted, secure=True)
    assert answer.status_code == 404
    assert seen_by(cast, sealed) == {"tran", "kowalczyk"}


def test_an_account_that_was_closed_is_no_conflict(cast: Cast) -> None:
    Account.objects.filter(login="kessler").update(is_active=False)
    sent = send(cast["aydin"], accused_name="Hanna Keßler")
    assert "nwosu" in seen_by(cast, sent)
