"""The one list of pages that need no signing in. Everything else is closed by default."""

OPEN_DOORS = frozenset(
    {
        "account_login",
        "mfa_authenticate",
        "entry:sign_in",
        "entry:second_factor",
        "entry:sign_out",
        "base:leave",
        "base:calendar",
        "base:language",
        "base:robots",
        "rehearsal:people",
    }
)
