"""What happened, and how dangerous it is: the steps that stand once in a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.access import units_somebody_may_be_close_to
from schutznetz.casework.referrals.codes import (
    NOBODY,
    ConflictPlace,
    Danger,
    DangerSign,
    HandedOver,
    Known,
    Offence,
    YesNo,
)
from schutznetz.casework.referrals.forms.ruled import (
    WORDS,
    RuledForm,
    choice,
    moment_field,
    needed_if,
    plain,
    several,
)
from schutznetz.ground.base.fields import ClockField, DayField, LineField


class OperationForm(RuledForm):
    """The operation itself."""

    rule = rules.operation_problems
    groups = (
        ("", ("urgent",), False),
        (_("Wann und wo"), ("happened_on", "happened_at", "postcode", "place"), False),
        (_("Was ist geschehen?"), ("offences", "summary"), False),
        (_("Frühere Einsätze"), ("earlier_known", "earlier_count", "earlier_last"), False),
        (_("Vorgang"), ("file_number", "officer"), False),
    )

    urgent = forms.ChoiceField(
        label=_("Wie eilig ist es?"),
        widget=forms.RadioSelect,
        choices=[
            ("ordinary", _("Kontakt in den nächsten Tagen")),
            ("urgent", _("Dringend – heute noch")),
        ],
    )
    happened_on = DayField(label=_("Tag des Einsatzes"))
    happened_at = ClockField(label=_("Uhrzeit"), required=False)
    postcode = LineField(
        label=_("Postleitzahl"),
        max_length=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    place = LineField(label=_("Straße und Ort"), required=False)
    offences = several(Offence, _("Art der Tat"))
    summary = LineField(
        label=_("Kurz in Ihren Worten"),
        max_length=4000,
        required=False,
        rows=4,
        help_text=_(
            "Was Sie gesehen haben. Keine sichere Nummer: die kommt auf ein eigenes Blatt."
        ),
    )
    earlier_known = choice(Known, _("Gab es dort schon Einsätze?"), radio=True)
    earlier_count = needed_if(
        forms.IntegerField(label=_("Wie viele?"), min_value=1, max_value=999, required=False),
        _("Bei „ja“, notfalls geschätzt."),
    )
    earlier_last = needed_if(
        DayField(label=_("Wann zuletzt?"), required=False), _("Bei „ja“, notfalls geschätzt.")
    )
    file_number = LineField(label=_("Vorgangsnummer"), max_length=60)
    officer = LineField(label=_("Gemeldet von"), max_length=120)


class ChildrenForm(RuledForm):
    """What concerns all children together."""

    groups = (
        (
            _("Jugendamt"),
            ("children_notice", "children_note", "youth_office_informed", "custody_note"),
            False,
        ),
    )

    children_notice = needed_if(
        choice(YesNo, _("Soll das Jugendamt davon erfahren?"), radio=True, required=False),
        _("Sobald oben ein Kind steht."),
    )
    children_note = needed_if(
        LineField(
            label=_("Was muss das Jugendamt wissen?"),
            max_length=2000,
            rows=3,
            required=False,
            help_text=_("Bei „ja“. Nur zu den Kindern: keine sichere Nummer, keine Zeiten."),
        )
    )
    youth_office_informed = choice(Known, _("Jugendamt schon informiert?"), required=False)
    custody_note = LineField(
        label=_("Sorge, Umgang, Übergabe"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("Wer sorgt heute für die Kinder? Gibt es Regeln für Umgang oder Übergabe?"),
    )


class DangerForm(RuledForm):
    """First signs of danger, and what the police have ordered."""

    rule = rules.danger_problems
    groups = (
        ("", ("danger", "danger_signs", "danger_note"), False),
        (_("Wohnungsverweisung"), ("eviction_from", "eviction_until"), False),
        (
            _("Weitere Maßnahmen"),
            ("contact_ban", "custody", "weapons", "other_measures", "accused_informed"),
            False,
        ),
    )

    danger = choice(Danger, _("Ihr Eindruck von der Gefahr"), radio=True)
    danger_signs = several(
        DangerSign,
        _("Was haben Sie beobachtet oder erfahren?"),
        required=False,
        help_text=_("Nichts angekreuzt heißt nur: nichts bekannt."),
    )
    danger_note = LineField(
        label=_("Dazu in Ihren Worten"), max_length=2000, rows=2, required=False
    )
    eviction_from = needed_if(
        DayField(label=_("Gilt ab"), required=False),
        _("Wenn eine Wohnungsverweisung ausgesprochen ist."),
    )
    eviction_until = DayField(label=_("Gilt bis"), required=False)
    contact_ban = choice(Known, _("Kontaktverbot ausgesprochen?"), required=False)
    custody = choice(Known, _("Beschuldigte Person in Gewahrsam?"), required=False)
    weapons = choice(Known, _("Zugang zu Waffen?"), required=False)
    other_measures = LineField(label=_("Was noch?"), max_length=500, required=False)
    accused_informed = LineField(
        label=_("Erfährt die beschuldigte Person von der Weitergabe?"),
        max_length=300,
        required=False,
        help_text=_("Wer sagt es wann – oder warum nicht."),
    )


class ConflictForm(RuledForm):
    """Whether somebody concerned is close to one of those who would read this."""

    rule = rules.conflict_problems
    groups = ((_("Nähe zu einer Stelle"), ("conflict", "conflict_where", "conflict_units"), False),)

    conflict = choice(
        Known,
        _(
            "Arbeitet jemand der Genannten bei Polizei, Jugendamt, Gericht oder im Netzwerk, oder ist mit jemandem dort verwandt?"
        ),
        radio=True,
        help_text=_("Dann geht die Meldung an dieser Stelle vorbei."),
    )
    conflict_where = needed_if(several(ConflictPlace, _("Wo?"), required=False), _("Bei „ja“."))
    conflict_units = needed_if(
        forms.MultipleChoiceField(
            label=_("Welche Stelle genau?"),
            choices=units_somebody_may_be_close_to,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        _("Bei „eine Stelle des Netzwerks“."),
    )


class HandoverForm(RuledForm):
    """The call that goes with an urgent report."""

    rule = rules.handover_problems
    groups = (("", ("handed_over", "handed_over_to", "handed_over_at"), False),)

    handed_over = choice(
        HandedOver,
        _("Haben Sie angerufen?"),
        radio=True,
        error_messages={"required": WORDS["handover"]},
    )
    handed_over_to = needed_if(
        LineField(label=_("Mit wem?"), max_length=120, required=False),
        _("Wenn Sie jemanden erreicht haben."),
    )
    handed_over_at = moment_field(_("Wann?"), error_messages={"required": WORDS["handover_at"]})

    def coded(self) -> dict[str, object]:
        """What the recipients read about the call."""
        cleaned = self.cleaned_data
        reached = cleaned["handed_over"] == HandedOver.REACHED
        return {
            "handed_over_to": cleaned["handed_over_to"] if reached else NOBODY,
            "handed_over_at": plain(cleaned["handed_over_at"]),
        }
