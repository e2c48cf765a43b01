"""Signing in: allauth's switches. What it may not do stands in entry/README.md."""

AUTHENTICATION_BACKENDS = ["schutznetz.ground.entry.backend.OneRunBackend"]
ACCOUNT_ADAPTER = "schutznetz.ground.entry.adapter.AccountAdapter"
MFA_ADAPTER = "schutznetz.ground.entry.adapter.SecondFactorAdapter"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
#: Between password and code. Afterwards the password has to be typed again.
ACCOUNT_LOGIN_TIMEOUT = 5 * 60
#: The limiter stands before the one slow step of signing in.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key"}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:start"

MFA_SUPPORTED_TYPES = ["totp"]
MFA_TRUST_ENABLED = False
#: One period of half a minute to either side: clocks of phones are not exact.
MFA_TOTP_TOLERANCE = 1
