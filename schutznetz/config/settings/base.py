"""What every installation shares. Wires only: no rule of the field stands here."""

from pathlib import Path

from django.utils.csp import CSP

from schutznetz.config import environment
from schutznetz.config.settings.sign_in import *

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "schutznetz"

SECRET_KEY = environment.secret("SECRET_KEY")
#: Mixed into every password derivation; never stored in the database (security test T4).
PEPPER = environment.secret("PEPPER")
DEBUG = False
ALLOWED_HOSTS = environment.words("SCHUTZNETZ_HOSTS")
CSRF_TRUSTED_ORIGINS = environment.words("SCHUTZNETZ_ORIGINS")

#: True only where everybody is invented; shows the people of the rehearsal and their second factor.
DEMO = False

ROOMS = [
    "schutznetz.ground.base",
    "schutznetz.ground.organisations",
    "schutznetz.ground.audit",
    "schutznetz.ground.vault",
    "schutznetz.ground.entry",
    "schutznetz.ground.care",
    "schutznetz.casework.attachments",
    "schutznetz.casework.exchange",
    "schutznetz.casework.persons",
    "schutznetz.casework.referrals",
    "schutznetz.casework.intakes",
    "schutznetz.casework.calls",
    "schutznetz.casework.comparisons",
    "schutznetz.casework.cases",
    "schutznetz.overview.desk",
    "schutznetz.overview.rehearsal",
    "schutznetz.overview.statistics",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # templates of allauth's second factor need it
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "schutznetz.ground.base.middleware.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "schutznetz.ground.base.middleware.SteadfastAnswers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "schutznetz.ground.base.middleware.TypedComesBack",
    "schutznetz.ground.entry.middleware.SplitSession",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "schutznetz.ground.base.middleware.SameSiteOnly",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "schutznetz.ground.entry.middleware.SignedIn",
    "schutznetz.ground.vault.middleware.UnopenableIsRefused",
]

ROOT_URLCONF = "schutznetz.config.urls"
WSGI_APPLICATION = "schutznetz.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "schutznetz.ground.base.context.surroundings",
            ],
            # Our {% csrf_token %} also says for which unit a form was made.
            "builtins": ["schutznetz.ground.base.templatetags.form_token"],
        },
    }
]
FORM_RENDERER = "schutznetz.ground.base.rendering.KernRenderer"

#: A mebibyte of text, typed or pasted, is refused by its field with everything kept, not by a bare
#: 400; in an address-encoded form one letter can take nine bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        # Room for the limits of a flood: a full cache forgets old counts, and with them a lock-out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "organisations.Account"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Strict"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = environment.path("SCHUTZNETZ_STATIC", ROOT / ".demo" / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_ENGINE = "schutznetz.ground.entry.session_store"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
#: Seconds without a request after which a session is over (security.md, adversary 8).
SESSION_IDLE_SECONDS = 15 * 60
CSRF_COOKIE_NAME = "__Host-csrf"
#: Gone with the browser: a cookie of a year would be a trace on a shared device.
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "schutznetz.ground.base.views.refused"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],  # KERN draws its icons as data-URI masks
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

#: Uploads never touch the disk; a handful of files and fields is all that any form has (T45).
FILE_UPLOAD_HANDLERS = ["schutznetz.ground.base.uploads.InMemoryOnly"]
DATA_UPLOAD_MAX_NUMBER_FILES = 5
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
#: The socket of clamd, if this machine has a virus scanner; without one pages say so.
CLAMD_SOCKET = environment.word("SCHUTZNETZ_CLAMD")

#: No mail carries content, and errors are never mailed (security.md T51).
ADMINS: list[str] = []
DEFAULT_EXCEPTION_REPORTER_FILTER = "schutznetz.ground.base.errors.NothingToSee"
#: To the standard error output, places only: no message and no exception says with what.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"places": {"()": "schutznetz.ground.base.quiet_logs.PlaceOnly"}},
    "handlers": {"places": {"class": "logging.StreamHandler", "formatter": "places"}},
    "root": {"handlers": ["places"], "level": "WARNING"},
    "loggers": {
        name: {"handlers": [], "level": "WARNING", "propagate": True}
        for name in ("django", "django.server", "procrastinate")
    },
}

#: Price of one password guess: memory in KiB, passes, lanes (security.md 3.2, measured there).
PASSWORD_COST = (64 * 1024, 3, 1)
