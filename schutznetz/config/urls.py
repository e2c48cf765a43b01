"""The first part of every path is the name of its room."""

from django.urls import include, path
from django.views.decorators.http import require_GET
from django.views.generic import RedirectView

urlpatterns = [
    path("", require_GET(RedirectView.as_view(pattern_name="desk:start")), name="root"),
    path("", include("schutznetz.ground.base.urls")),
    path("entry/", include("schutznetz.ground.entry.urls")),
    path("entry/", include("schutznetz.ground.entry.allauth_names")),
    path("care/", include("schutznetz.ground.care.urls")),
    path("desk/", include("schutznetz.overview.desk.urls")),
    path("attachments/", include("schutznetz.casework.attachments.urls")),
    path("exchange/", include("schutznetz.casework.exchange.urls")),
    path("referrals/", include("schutznetz.casework.referrals.urls")),
    path("intakes/", include("schutznetz.casework.intakes.urls")),
    path("calls/", include("schutznetz.casework.calls.urls")),
    path("comparisons/", include("schutznetz.casework.comparisons.urls")),
    path("cases/", include("schutznetz.casework.cases.urls")),
    path("statistics/", include("schutznetz.overview.statistics.urls")),
    path("rehearsal/", include("schutznetz.overview.rehearsal.urls")),
]

handler400 = "schutznetz.ground.base.views.bad_request"
handler403 = "schutznetz.ground.base.views.forbidden"
handler404 = "schutznetz.ground.base.views.not_found"
handler500 = "schutznetz.ground.base.views.broken"
