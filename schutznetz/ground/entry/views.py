"""The door: password, code, lock, the way out."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from schutznetz.ground.audit.actions import record_entry
from schutznetz.ground.entry.access import ACTS_AS, active_members
from schutznetz.ground.entry.ended import FORGET, forget
from schutznetz.ground.entry.forms import CodeForm, SignInForm
from schutznetz.ground.entry.opening import HALF_COOKIE
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.organisations.requests import StaffRequest

LOCKED = "locked"


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
        return super().form_valid(form)


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


def _end(request: HttpRequest, verb: str) -> None:
    if isinstance(request.user, Account):
        record_entry(account_id=request.user.pk, verb=verb)
    logout(request)
