"""The door: password, code, lock, the way out."""

import uuid
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schutznetz.ground.audit.actions import record_entry
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.typed import room_named
from schutznetz.ground.base.waiting import label_of
from schutznetz.ground.entry import parking
from schutznetz.ground.entry.access import ACTS_AS, STEPPED_UP, active_members
from schutznetz.ground.entry.actions import discard_input, open_inputs
from schutznetz.ground.entry.ended import FORGET, forget
from schutznetz.ground.entry.forms import CodeForm, SignInForm
from schutznetz.ground.entry.opening import HALF_COOKIE, rotate
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.organisations.requests import StaffRequest

LOCKED = "locked"
#: In the address to the list of what waits: she has just signed in.
AT_ONCE = "go"


class SignIn(LoginView):
    """Name and password; after a lock the name is there already."""

    http_method_names = ("get", "post", "head", "options")
    form_class = SignInForm
    template_name = "entry/sign_in.html"

    def get_initial(self) -> dict[str, Any]:
        """The name of whoever locked this browser."""
        return {"login": self.request.session.get(LOCKED, {}).get("login", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the page stands locked."""
        context = super().get_context_data(**kwargs)
        context["locked"] = LOCKED in self.request.session
        return context

    def get_success_url(self) -> str | None:
        """Back to where she was when she locked, if it was her."""
        wanted = super().get_success_url()
        locked = self.request.session.get(LOCKED, {})
        typed = self.request.POST.get("login", "").strip().casefold()
        return wanted or (locked.get("path") if locked.get("login") == typed else None)


class SecondFactor(AuthenticateView):
    """The code of the second factor."""

    http_method_names = ("get", "post", "head", "options")
    template_name = "entry/second_factor.html"

    def get_form_class(self) -> type[CodeForm]:
        """Our words on allauth's form."""
        return CodeForm

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """In; whoever locked this browser before is forgotten."""
        self.request.session.pop(LOCKED, None)
        response = super().form_valid(form)
        if parking.SOMETHING_WAITS in self.request.session:
            return redirect(f"{reverse('entry:waiting')}?{AT_ONCE}=1")
        return response


@require_POST
def lock(request: StaffRequest) -> HttpResponse:
    """End the session but remember name and page, so that coming back is short."""
    path = request.POST.get("path", "")
    account = request.user
    _end(request, "lock")
    if isinstance(account, Account):
        safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        request.session[LOCKED] = {"login": account.login, "path": path if safe else ""}
    response = redirect("entry:sign_in")
    response.headers["Clear-Site-Data"] = FORGET
    response.delete_cookie(HALF_COOKIE, path="/", samesite="Strict")
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, also one that waits for its second factor."""
    _end(request, "sign_out")
    response = redirect("entry:sign_in")
    forget(response)
    return response


@require_http_methods(["GET", "POST"])
def choose_unit(request: StaffRequest) -> HttpResponse:
    """For people with a place in several units: for which one do they act now?"""
    account = request.user
    members = active_members(account) if isinstance(account, Account) else []
    if request.method == "POST":
        wanted = request.POST.get("member", "")
        if wanted in {str(each.pk) for each in members}:
            request.session[ACTS_AS] = wanted
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "entry/choose_unit.html", {"members": members})


@require_GET
def waiting(request: StaffRequest) -> HttpResponse:
    """What was sent when the session was over; after signing in one alone opens at once."""
    found = [
        {
            "id": parked.pk,
            "at": parked.at,
            "label": label_of(room_named(str(content["path"]))),
            "url": parking.way_back(parked.pk, str(content["path"])),
            "elsewhere": content["unit"] != str(request.actor.unit_id),
        }
        for parked, content in open_inputs(by=request.actor)
    ]
    if AT_ONCE in request.GET and len(found) == 1 and not found[0]["elsewhere"]:
        return redirect(str(found[0]["url"]))
    return render(request, "entry/waiting.html", {"found": found})


@require_POST
def discard_waiting(request: StaffRequest, input_id: uuid.UUID) -> HttpResponse:
    """Not needed any more."""
    discard_input(by=request.actor, input_id=input_id)
    parking.forget_when_done(request, request.actor)
    return redirect("entry:waiting")


@require_http_methods(["GET", "POST"])
def step_up(request: StaffRequest) -> HttpResponse:
    """Show the second factor again, then go on to where she was going."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data, user=request.user)
    if data is not None and form.is_valid():
        rotate(request)
        request.session[STEPPED_UP] = now().isoformat()
        record_entry(account_id=request.actor.account_id, verb="step_up")
        safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return redirect(wanted if safe else settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "next": wanted}
    return render(request, "entry/step_up.html", context, status=422 if form.errors else 200)


def _end(request: HttpRequest, verb: str) -> None:
    if isinstance(request.user, Account):
        record_entry(account_id=request.user.pk, verb=verb)
    logout(request)
