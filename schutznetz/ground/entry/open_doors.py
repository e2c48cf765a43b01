"""The one list of pages that need no signing in. Everything else is closed by default.

The rehearsal adds its page of invented people when it is installed (`AppConfig.ready`).
"""

OPEN_DOORS = {
    "account_login",
    "mfa_authenticate",
    "entry:sign_in",
    "entry:second_factor",
    "entry:sign_out",
    "base:leave",
    "base:calendar",
    "base:language",
    "base:robots",
}
