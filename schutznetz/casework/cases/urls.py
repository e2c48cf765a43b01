from django.urls import path

from schutznetz.casework.cases.views import (
    absences,
    disclosing,
    files,
    handing_over,
    readers,
    recalling,
    taking,
)

app_name = "cases"
urlpatterns = [
    path("", files.listed, name="listed"),
    path("absence/", absences.absence, name="absence"),
    path("take/<uuid:transmission_id>/", taking.take, name="take"),
    path("take/<uuid:transmission_id>/now/", taking.take_now, name="take_now"),
    path("<uuid:case_id>/", files.opened, name="opened"),
    path("<uuid:case_id>/disclosures/", disclosing.case_disclosures, name="disclosures"),
    path("<uuid:case_id>/document/", files.attach, name="attach"),
    path("<uuid:case_id>/readers/", readers.readers, name="readers"),
    path("<uuid:case_id>/openings/", readers.openings, name="openings"),
    path("<uuid:case_id>/reason/", readers.reason, name="reason"),
    path("<uuid:case_id>/recalled/", recalling.recalled, name="recalled"),
    path("<uuid:case_id>/hand-over/", handing_over.hand_over, name="hand_over"),
    path(
        "handed-over/<uuid:transmission_id>/", handing_over.close_handed, name="close_handed_over"
    ),
    path("<uuid:case_id>/<slug:act>/", files.change, name="change"),
]
