"""What people do on a Monday, in twenty reports of every kind in practice.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.forms import STEPS
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.base.clock import now
from tests.cast import CALLED, Cast, step_of
from tests.hands import Hands

Changes = Mapping[str, Any]
OTHER = "903317"
#: Names that neither look nor sound alike.
NAMES = (
    "Abel Birk Czech Dorn Ebel Fink Gorski Hain Imhof Jost Klee Lohse Muth Niehus Ohm Pohl Quast "
    "Rübsam Sattler Thome Uhde Voss Wirth Xaver Yilmaz Zobel"
).split()
DANA = {"affected_name": "Dana Weber", "affected_birth": "1988-02-11"}
RONNY = {"accused_name": "Ronny Weber", "accused_birth": "1984-07-02"}


@dataclass
class Monday:
    """Who is at a browser of her own on this day."""

    cast: Cast
    officer: Hands
    harbour: Hands
    kessler: Hands
    nwosu: Hands
    #: Deputy lead of the centre: reads what is sealed to a named few.
    kowalczyk: Hands

    def counsellors(self) -> tuple[Hands, Hands]:
        return self.kessler, self.nwosu


def writes(officer: Hands, changes: Changes | None = None) -> str:
    """An officer writes all steps of a report; returns the address of the last look."""
    officer.goes_to(reverse("referrals:new"))
    (form,) = [each for each in officer.forms() if "draft_id" in each.names]
    draft_id = form.values["draft_id"][0]
    for step in STEPS:
        said = {name: value for name, value in step_of(step.slug, changes).items() if value is not None}  # fmt: skip
        path = reverse("referrals:new") if step is STEPS[0] else step_path(draft_id, step.slug)
        officer.posts(path, {**said, "draft_id": draft_id})
        assert officer.status == 200, f"{step.slug}: {officer.complaints()}"
    assert officer.path == reverse("referrals:review", args=[draft_id]), officer.path
    return draft_id


def reports(officer: Hands, changes: Changes | None = None, **said: Any) -> list[Transmission]:
    """… and sends every part that is ticked; returns what left."""
    before = set(Transmission.objects.values_list("pk", flat=True))
    writes(officer, {**somebody_new(len(before)), **(changes or {})})
    officer.sends(to="/send/", **said)
    assert officer.status == 200, officer.complaints()
    return list(Transmission.objects.exclude(pk__in=before).order_by("sent_at"))


def somebody_new(number: int) -> dict[str, str]:
    """Numbers, birthdays and an accused person whom no other report has."""
    return {
        "phone": f"0000 51{number:04}",
        "affected_birth": f"{1960 + number}-05-17",
        "accused_name": f"Rolf {NAMES[number % len(NAMES)]}",
        "accused_birth": f"{1950 + number}-03-09",
        "file_number": f"ANO-2026-{number:06}",
    }


def step_path(draft_id: str, slug: str) -> str:
    return reverse("referrals:step", args=[draft_id, slug])


def takes(counsellor: Hands, sent: Transmission, **said: Any) -> Case:
    """Reads a report, confirms, and makes a file of it, or puts it into the one that is named."""
    counsellor.goes_to(reverse("exchange:received", args=[sent.pk]))
    counsellor.sends(to="/acknowledge/")
    counsellor.goes_to(reverse("cases:take", args=[sent.pk]))
    counsellor.sends(**{"next_on": soon(), **said})
    assert counsellor.status == 200, counsellor.complaints()
    return Case.objects.get(pk=counsellor.path.strip("/").split("/")[-1])


def does(counsellor: Hands, case: Case, act: str, **said: Any) -> None:
    """One change of a file."""
    counsellor.goes_to(reverse("cases:change", args=[case.pk, act]))
    counsellor.sends(**said)
    assert counsellor.status == 200, counsellor.complaints()


def soon() -> str:
    return (localdate(now()) + timedelta(days=2)).isoformat()


def a_paper(counsellor: Hands, **said: Any) -> Transmission:
    """Writes down what came by fax, call or visit."""
    came = localtime(now() - timedelta(minutes=20))
    before = set(Transmission.objects.values_list("pk", flat=True))
    counsellor.goes_to(reverse("intakes:new"))
    counsellor.sends(
        received_at_0=f"{came:%Y-%m-%d}",
        received_at_1=f"{came:%H:%M}",
        urgent="ordinary",
        **said,
    )
    assert counsellor.status == 200, counsellor.complaints()
    return Transmission.objects.exclude(pk__in=before).get()


def the_morning(monday: Monday) -> dict[str, list[Transmission]]:
    """Twenty things that come in, by what is particular about them."""
    return {
        **told_with_consent(monday.officer),
        **told_in_parts(monday.officer),
        **with_care(monday.officer),
        **by_another_way(monday),
        "another station": reports(monday.harbour, {"affected_name": "Rosa Jansen"}),
    }


def told_with_consent(officer: Hands) -> dict[str, list[Transmission]]:
    """How she answered when she was asked."""
    moment = localtime(now() - timedelta(minutes=5))
    call = {**CALLED, "handed_over_at": f"{moment:%Y-%m-%dT%H:%M}"}
    urgent = {"affected_name": "Ewa Zając", "urgent": "urgent", "danger": "acute"}
    return {
        "ordinary": reports(officer, {**DANA, **RONNY}),
        "written": reports(officer, {"affected_name": "Ulrike Sommer", "consent": "written"}),
        "urgent": reports(officer, urgent, **call),
        "refused": keeps_the_answer(officer, "Nadine Roth", "refused"),
        "not able": keeps_the_answer(officer, "Olga Petrova", "not_able"),
    }


def told_in_parts(officer: Hands) -> dict[str, list[Transmission]]:
    """Several people, several recipients, each on a basis of their own."""
    children = {"children_notice": "yes", "children_note": "Ein Kind war dabei."}
    wants_help = {"accused_consent": "written", "accused_phone": "0000 7777"}
    swapped = {
        "affected_name": RONNY["accused_name"],
        "affected_birth": RONNY["accused_birth"],
        "affected_sex": "male",
        "accused_name": DANA["affected_name"],
        "accused_birth": DANA["affected_birth"],
    }
    told = {"affected_name": "Svenja Kühn", "consent": "refused", **children}
    return {
        "refused, children told": reports(officer, told),
        "children": reports(officer, {"affected_name": "Mina Rezai", **children}),
        "several victims": reports(officer, two_affected()),
        "mutual": reports(officer, swapped),
        "he wants help": reports(officer, {"affected_name": "Pia Lorenz", **wants_help}),
        "repeat": reports(officer, {**DANA, **RONNY, "summary": "Schon wieder."}),
    }


def with_care(officer: Hands) -> dict[str, list[Transmission]]:
    """Who is concerned, and what was done."""
    stranger = {"offences": ["stalking"], "relationship": "stranger"}
    minor = {"affected_birth": "2011-03-01", "guardian": "yes", "guardian_note": "Tante"}
    return {
        "stranger": reports(officer, {"affected_name": "Jule Brandt", **stranger}),
        "a man": reports(officer, {"affected_name": "Timo Haas", "affected_sex": "male"}),
        "a minor": reports(officer, {"affected_name": "Lea Vogt", **minor}),
        "strangled": reports(
            officer, {"affected_name": "Sabine Kraft", "offences": ["strangulation", "threat"]}
        ),
        "conflict": reports(
            officer,
            {"affected_name": "Vera Lindholm", "conflict": "yes", "conflict_where": ["court"]},
        ),
    }


def by_another_way(monday: Monday) -> dict[str, list[Transmission]]:
    """What the counsellors write down themselves."""
    nord = str(monday.cast["aydin"].unit_id)
    fax = {"way": "fax", "station": nord, "last_name": "Böhm", "phone": "0000 88"}
    herself = {"way": "self", "anonymous": "on", "reach_note": "ruft wieder an"}
    sister = {"way": "for_her", "source": "Schwester", "last_name": "Feldkamp", "phone": "0000 99"}
    return {
        "fax": [a_paper(monday.kessler, summary="Vom Wochenende.", **fax)],
        "herself": [a_paper(monday.nwosu, summary="Möchte sprechen.", **herself)],
        "somebody for her": [a_paper(monday.nwosu, summary="Die Schwester ruft an.", **sister)],
    }


def later_that_morning(monday: Monday, came: dict[str, list[Transmission]]) -> Transmission:
    """The eviction is prolonged, and a part that should not have left is taken back.

    Returns the supplement.
    """
    officer = monday.officer
    (first,) = came["ordinary"]
    before = set(Transmission.objects.values_list("pk", flat=True))
    officer.goes_to(reverse("exchange:supplement", args=[first.pk]))
    officer.sends(relation="supplement", **{officer.name_with("eviction_until"): "eviction_until"})
    officer.sends(new_eviction_until="2026-12-18", sentence="Das Gericht hat verlängert.")
    assert officer.status == 200, officer.complaints()
    (supplement,) = Transmission.objects.exclude(pk__in=before)
    (told,) = came["refused, children told"]
    officer.goes_to(reverse("exchange:recall", args=[told.pk]))
    officer.sends(why="An das falsche Amt gesendet.")
    assert officer.status == 200, officer.complaints()
    return supplement


def keeps_the_answer(officer: Hands, name: str, answer: str) -> list[Transmission]:
    """Nothing may leave; what remains is the coded answer."""
    draft_id = writes(officer, {"affected_name": name, "consent": answer})
    assert "Ohne Einwilligung bekommt diese Stelle nichts." in officer.page
    officer.sends(to="/answer-only/")
    assert officer.status == 200, officer.complaints()
    assert not Draft.objects.filter(pk=draft_id).exists()
    return []


def two_affected() -> dict[str, Any]:
    """Mother and adult daughter, each with her own sheet and consent."""
    first = {"affected_name": "Anke Berger"}
    second = {
        "key": OTHER,
        "affected_first_name": "Lara",
        "affected_last_name": "Berger",
        "affected_birth": "2004-05-06",
        "affected_sex": "female",
        "relationship": "parent_of",
    }
    return {
        **first,
        **{f"affected-1-{name}": value for name, value in second.items()},
        f"sheet-{OTHER}-phone": "0000 4242",
        f"sheet-{OTHER}-phone_contract": "own",
        f"consent-{OTHER}-consent": "verbal",
        f"consent-{OTHER}-consent_at": "2026-11-20T23:50",
        f"consent-{OTHER}-consent_by": "self",
        f"consent-{OTHER}-consent_language": "Deutsch",
    }


def work_off(monday: Monday, came: dict[str, list[Transmission]], supplement: Transmission) -> None:
    """The two counsellors take turns until the inbox is empty."""
    centre = monday.cast["kessler"].unit_id
    waiting = [(name, t) for name, sent in came.items() for t in sent if t.to_unit_id == centre]
    cases: dict[str, Case] = {}
    for turn, (name, sent) in enumerate(waiting):
        counsellor = monday.counsellors()[turn % 2]
        if name == "conflict":
            assert counsellor.finds_nothing_at(reverse("exchange:received", args=[sent.pk]))
            counsellor = monday.kowalczyk
        cases[name] = taken(counsellor, name, sent, cases)
    monday.kessler.goes_to(reverse("exchange:received", args=[supplement.pk]))
    monday.kessler.sends(to="/acknowledge/")
    monday.kessler.goes_to(reverse("cases:opened", args=[cases["ordinary"].pk]))
    assert supplement.code in monday.kessler.page, "it stands in the file of its report by itself"
    assert cases["repeat"].pk == cases["ordinary"].pk
    assert cases["mutual"].pk != cases["ordinary"].pk
    does(monday.kessler, cases["written"], "attempt", result="spoken", next_on=soon())
    does(monday.kessler, cases["urgent"], "attempt", result="nobody", next_on=soon())
    does(monday.nwosu, cases["stranger"], "close", outcome="no_capacity")
    does(monday.nwosu, cases["a man"], "close", outcome="declined")
    does(monday.kessler, cases["a man"], "reopen", next_on=soon())
    does(monday.kessler, cases["strangled"], "attempt", result="spoken", is_back="yes", next_on=soon())  # fmt: skip


def taken(counsellor: Hands, name: str, sent: Transmission, cases: dict[str, Case]) -> Case:
    """Makes a file of it; somebody known goes into her own file, the other party into its own."""
    if name == "repeat":
        same = str(cases["ordinary"].pk)
        return takes(counsellor, sent, same_as=same, apart="on")
    if name == "mutual":
        return takes(counsellor, sent, apart="on")
    return takes(counsellor, sent)
