"""Known to this unit: who recurs is recognised, a person decides, the other party stays unseen."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.joining import case_joining
from schutznetz.casework.cases.known import Known, known_for
from schutznetz.casework.cases.models import Case, CaseEntry, CaseReport
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.persons.models import PersonTag
from schutznetz.casework.persons.rules import Sign
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.actions import shred_file
from schutznetz.ground.vault.tags import tags_of
from tests.cast import Cast, send, send_parts
from tests.signing_in import sign_in

TOMORROW = localdate() + timedelta(days=1)
HIM = {"affected_name": "Sören Nyström", "affected_birth": "1987-09-30"}
HER = {"accused_name": "Özlem Çağlayan-Müßig", "accused_birth": "1991-04-03"}


@pytest.fixture
def case(cast: Cast) -> Case:
    """A file that Hanna Keßler has made of a report from Nord."""
    return actions.open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=TOMORROW)


@pytest.fixture
def lead(cast: Cast) -> Client:
    """Ngọc Trần, signed in."""
    return sign_in(Client(), "tran")


def known(cast: Cast, who: str = "tran", **changes: str) -> Known:
    return known_for(by=cast[who], transmission=send(cast["aydin"], **changes))


def taking(client: Client, cast: Cast, sent: Transmission, **more: str) -> Any:
    data = {"to": str(cast["tran"].member_id), "next_on": TOMORROW.isoformat(), **more}
    return client.post(reverse("cases:take", args=[sent.pk]), data, secure=True)


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ({}, Sign.SAME),
        ({"affected_name": "Oezlem Muessig"}, Sign.SAME),
        ({"affected_name": "Özlem Caylayan-Muesik"}, Sign.SOUNDS_BIRTH),
        ({"affected_name": "Özlem Yıldız"}, Sign.CHANGED_NAME),
        ({"affected_birth": "1991-03-04"}, Sign.SWAPPED),
    ],
)
def test_somebody_who_recurs_is_recognised(
    cast: Cast, case: Case, written: dict[str, str], sign: Sign
) -> None:
    found = known(cast, **{**written, "phone": "", "reach_when": "abends"})
    assert [each.case.pk for each in found.candidates] == [case.pk]
    assert sign in found.candidates[0].signs


def test_a_number_alone_is_a_sign(cast: Cast, case: Case) -> None:
    found = known(cast, affected_name="Dana Weber", affected_birth="", accused_name="")
    assert found.candidates[0].signs == [Sign.PHONE]


def test_a_number_that_was_confirmed_later_is_a_sign_too(cast: Cast, case: Case) -> None:
    actions.confirm_contact(by=cast["kessler"], case=case, contact={"phone": "0000 8888888"})
    actions.correct_person(
        by=cast["kessler"], case=case, first_name="Özlem", last_name="Aksoy", birth=None
    )
    stranger = {"affected_name": "Dana Weber", "affected_birth": "", "accused_name": ""}
    assert known(cast, **stranger, phone="0000/888-8888").candidates


def test_somebody_else_is_not_recognised(cast: Cast, case: Case) -> None:
    found = known(cast, affected_name="Dana Weber", affected_birth="1970-01-01", phone="0000 99999")
    assert not found.candidates
    assert found.accused_elsewhere, "the accused person is the same"


def test_the_page_says_which_signs_agree_and_a_person_must_decide(
    cast: Cast, case: Case, lead: Client
) -> None:
    sent = send(cast["aydin"])
    page = lead.get(reverse("cases:take", args=[sent.pk]), secure=True)
    assert "Möglicherweise bekannt" in page.text
    assert case.code in page.text
    assert "Name und Geburtsdatum" in page.text
    assert "Hanna Keßler" in page.text
    undecided = taking(lead, cast, sent)
    assert undecided.status_code == 422
    assert Case.objects.count() == 1


def test_whoever_opens_a_report_reads_that_she_may_be_known(
    cast: Cast, case: Case, lead: Client
) -> None:
    sent = send(cast["aydin"])
    page = lead.get(reverse("exchange:received", args=[sent.pk]), secure=True)
    assert f"Akte {case.code} – gleich: Name und Geburtsdatum; Telefonnummer." in page.text
    other = send(cast["aydin"], **HIM, **HER, phone="")
    page = lead.get(reverse("exchange:received", args=[other.pk]), secure=True)
    assert "Gegenseite" in page.text
    assert case.code not in page.text


def test_the_same_person_goes_into_her_file_and_the_owner_stays(
    cast: Cast, case: Case, lead: Client
) -> None:
    page = taking(lead, cast, send(cast["aydin"], happened_on="2026-11-24"), same_as=str(case.pk))
    assert page.url == reverse("cases:opened", args=[case.pk])
    case.refresh_from_db()
    assert (Case.objects.count(), case.owner_id) == (1, cast["kessler"].member_id)
    text = lead.get(page.url, secure=True).text
    assert "Mindestens der 4. Einsatz. 2 Meldungen in dieser Akte, seit 20. November 2026." in text
    assert "?report=1" in text


def test_the_owner_hears_that_a_report_has_joined_or_a_file_was_given(
    cast: Cast, case: Case
) -> None:
    actions.join_case(
        by=cast["tran"], transmission=send(cast["aydin"]), case=case, next_on=TOMORROW
    )
    actions.join_case(
        by=cast["kessler"], transmission=send(cast["aydin"]), case=case, next_on=TOMORROW
    )
    told = Notice.objects.filter(code="case_joined").values_list(
        "member__account__login", flat=True
    )
    assert list(told) == ["kessler"], "once, and not for what she did herself"
    actions.assign_case(
        by=cast["kessler"], case=case, to=Member.objects.get(pk=cast["tran"].member_id)
    )
    given = Notice.objects.get(code="case_assigned")
    assert given.member_id == cast["tran"].member_id


def test_a_report_opens_a_closed_file_again_with_its_cause(cast: Cast, case: Case) -> None:
    actions.close_case(by=cast["kessler"], case=case, outcome="declined", note="")
    actions.join_case(
        by=cast["tran"], transmission=send(cast["aydin"]), case=case, next_on=TOMORROW
    )
    case.refresh_from_db()
    assert (case.state, case.owner_id) == ("open", cast["tran"].member_id)
    assert case.first_contact_due is not None
    newest = actions.read_case(by=cast["tran"], case=case).lines[0]
    assert (newest["kind"], newest["reopened"]) == ("report", True)


def test_new_contact_data_wait_until_somebody_has_looked(
    cast: Cast, case: Case, lead: Client
) -> None:
    actions.record_return(by=cast["kessler"], case=case, next_on=TOMORROW, note="")
    sent = send(cast["aydin"], phone="0000 7777777")
    actions.join_case(by=cast["tran"], transmission=sent, case=case, next_on=TOMORROW)
    page = reverse("cases:opened", args=[case.pk])
    text = lead.get(page, secure=True).text
    assert "tel:" not in text
    assert "0000 7777777" not in text
    assert "0000 7777777" in lead.get(f"{page}?tab=reaching", secure=True).text
    form = lead.get(reverse("cases:change", args=[case.pk, "contact"]), secure=True).text
    assert "0000 7777777" in form


def test_another_person_gets_a_file_of_her_own(cast: Cast, case: Case, lead: Client) -> None:
    taking(lead, cast, send(cast["aydin"]), same_as="other")
    assert Case.objects.count() == 2


def test_no_other_file_can_be_named_as_the_same(cast: Cast, case: Case, lead: Client) -> None:
    stranger = actions.open_case(
        by=cast["kessler"],
        transmission=send(
            cast["aydin"], affected_name="Dana Weber", affected_birth="", phone="", accused_name=""
        ),
        next_on=TOMORROW,
    )
    page = taking(lead, cast, send(cast["aydin"]), same_as=str(stranger.pk))
    assert page.status_code == 422
    assert CaseEntry.objects.filter(case=stranger).count() == 1


def test_the_other_party_is_never_led_to_the_file(cast: Cast, case: Case, lead: Client) -> None:
    """practice.md, mutual reports: no code, no link, nothing of it, and never joined."""
    sent = send(cast["aydin"], **HIM, **HER, phone="")
    url = reverse("cases:take", args=[sent.pk])
    page = lead.get(url, secure=True)
    assert "Gegenseite" in page.text
    assert "andere Beratungsstelle" in page.text
    for secret in (case.code, str(case.pk), "Möglicherweise bekannt"):
        assert secret not in page.text
    assert taking(lead, cast, sent, same_as=str(case.pk)).status_code == 422
    assert taking(lead, cast, sent).status_code == 422
    taking(lead, cast, sent, apart="on")
    other = Case.objects.exclude(pk=case.pk).get()
    assert CaseEntry.objects.filter(case=case).count() == 1
    assert other.owner_id == cast["tran"].member_id


def test_one_press_takes_a_report_unless_somebody_has_to_look(cast: Cast, lead: Client) -> None:
    first, second = send(cast["aydin"]), send(cast["aydin"])
    page: Any = lead.post(reverse("cases:take_now", args=[first.pk]), secure=True)
    case = Case.objects.get()
    assert page.url == reverse("cases:opened", args=[case.pk])
    assert case.owner_id == cast["tran"].member_id
    page = lead.post(reverse("cases:take_now", args=[second.pk]), secure=True)
    assert page.url == reverse("cases:take", args=[second.pk])
    assert Case.objects.count() == 1


def test_whoever_comes_second_reads_it_clearly(cast: Cast, lead: Client) -> None:
    sent = send(cast["aydin"])
    actions.open_case(by=cast["kessler"], transmission=sent, next_on=TOMORROW)
    for name in ("cases:take", "cases:take_now"):
        page = lead.post(reverse(name, args=[sent.pk]), secure=True)
        assert (page.status_code, "schon übernommen" in page.text) == (409, True)
        assert f"Zur Akte {Case.objects.get().code}" in page.text


def test_a_report_leads_to_the_file_it_has_joined_and_the_database_does_not(
    cast: Cast, case: Case, lead: Client
) -> None:
    sent = send(cast["aydin"])
    actions.join_case(by=cast["tran"], transmission=sent, case=case, next_on=TOMORROW)
    page = lead.get(reverse("exchange:received", args=[sent.pk]), secure=True)
    assert reverse("cases:opened", args=[case.pk]) in page.text
    assert case_joining(cast["rahimi"], sent.pk) is None
    stored = {bytes(each) for each in CaseReport.objects.values_list("tag", flat=True)}
    assert len(stored) == 2
    assert not any(sent.pk.bytes[:8] == each for each in stored)


def test_a_corrected_name_is_recognised_from_then_on_and_opens_nothing(
    cast: Cast, case: Case
) -> None:
    actions.close_case(by=cast["kessler"], case=case, outcome="declined", note="")
    actions.correct_person(
        by=cast["tran"],
        case=case,
        first_name="Özlem",
        last_name="Aksoy",
        birth=date(1992, 5, 6),
    )
    case.refresh_from_db()
    assert case.state == "closed"
    nowhere = {"phone": "", "reach_when": "abends", "accused_name": ""}
    right = {"affected_name": "Özlem Aksoy", "affected_birth": "1992-05-06", **nowhere}
    assert known(cast, **right).candidates
    assert not known(cast, **nowhere).candidates


def test_two_units_share_no_tag(cast: Cast, case: Case) -> None:
    """The victim side and the perpetrator side stay strangers, and so do two centres."""
    said = {"accused_consent": "verbal", "accused_phone": "0000 5551234"}
    sent = send_parts(cast["aydin"], ("accused",), said)[0]
    actions.open_case(by=cast["diallo"], transmission=sent, next_on=TOMORROW)
    by_unit = {
        unit: set(map(bytes, PersonTag.objects.filter(unit_id=unit).values_list("tag", flat=True)))
        for unit in (cast["kessler"].unit_id, cast["diallo"].unit_id)
    }
    assert all(by_unit.values())
    assert not set.intersection(*by_unit.values())
    value = ("same", "nystrom", "soren", "1987-09-30")
    tags = [tags_of(by=cast[who], values=[value])[value] for who in ("tran", "kessler", "diallo")]
    assert tags[0] == tags[1] != tags[2]
    assert [len(each) for each in tags[0]] == [8]


def test_the_programme_knows_its_own_people_only(cast: Cast, case: Case) -> None:
    said = {"accused_consent": "verbal", "accused_phone": "0000 5551234"}
    first, second = (send_parts(cast["aydin"], ("accused",), said)[0] for _ in range(2))
    assert not known_for(by=cast["diallo"], transmission=first).has_anything()
    own = actions.open_case(by=cast["diallo"], transmission=first, next_on=TOMORROW)
    found = known_for(by=cast["diallo"], transmission=second)
    assert [each.case for each in found.candidates] == [own]


def test_looking_somebody_up_is_recorded(cast: Cast, case: Case) -> None:
    known(cast)
    assert Entry.objects.filter(verb="search_persons").exists()


def test_the_tags_go_with_the_key(cast: Cast, case: Case) -> None:
    assert PersonTag.objects.exists()
    file_id = case.file_id
    Timer.objects.filter(subject_id=case.pk).delete()
    case.delete()
    shred_file(file_id=file_id)
    assert not PersonTag.objects.exists()
