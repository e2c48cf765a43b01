"""The people of a report: who is affected, who is accused, the children, and what each has said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.codes import (
    Capacity,
    ChildAge,
    ChildHow,
    Consent,
    ConsentBy,
    Injury,
    Known,
    OwnConsent,
    PhoneContract,
    Relationship,
    Sex,
)
from schutznetz.casework.referrals.forms.ruled import (
    RowForm,
    RuledForm,
    choice,
    moment_field,
    needed_if,
)
from schutznetz.ground.base.fields import DayField, LineField


def _name(label: object) -> LineField:
    return LineField(label=label, max_length=120, required=False)


class AffectedForm(RowForm):
    """One affected person."""

    rule = rules.affected_problems
    groups = (
        ("", ("affected_first_name", "affected_last_name", "affected_birth"), False),
        ("", ("affected_sex", "relationship", "injuries", "injuries_note"), False),
        ("", ("affected_also_accused",), False),
        (
            _("Sprache und Unterstützung"),
            ("language", "interpreter", "guardian", "guardian_note", "capacity"),
            True,
        ),
    )

    affected_first_name = needed_if(_name(_("Vorname")))
    affected_last_name = needed_if(_name(_("Nachname")), _("Vor- oder Nachname genügt."))
    affected_birth = DayField(label=_("Geburtsdatum"), required=False)
    affected_sex = choice(Sex, _("Geschlecht"), required=False)
    relationship = choice(Relationship, _("Die beschuldigte Person ist für diese Person"))
    injuries = choice(Injury, _("Verletzungen"), required=False)
    injuries_note = LineField(label=_("Zu den Verletzungen"), max_length=500, required=False)
    affected_also_accused = forms.BooleanField(
        label=_("Gegen diese Person wird auch ermittelt"), required=False
    )
    language = LineField(label=_("Sprache"), max_length=60, required=False)
    interpreter = choice(Known, _("Dolmetschen nötig?"), required=False)
    guardian = choice(Known, _("Gibt es eine rechtliche Betreuung?"), required=False)
    guardian_note = LineField(
        label=_("Wer betreut?"),
        max_length=300,
        required=False,
        help_text=_("Auch wenn es die beschuldigte Person ist."),
    )
    capacity = choice(Capacity, _("Kann die Person selbst entscheiden?"), required=False)


class SheetForm(RuledForm):
    """The separate sheet of one affected person: only the centre gets it, no paper shows it."""

    groups = (
        ("", ("phone", "phone_contract", "who_answers", "reach_when"), False),
        ("", ("no_voicemail", "code_word", "reach_note"), False),
    )

    phone = LineField(
        label=_("Sichere Telefonnummer"),
        max_length=40,
        required=False,
        help_text=_("Nur eine Nummer, unter der die Person ungefährdet sprechen kann."),
        widget=forms.TelInput,
    )
    phone_contract = choice(PhoneContract, _("Wessen Vertrag?"), required=False)
    who_answers = LineField(label=_("Wer könnte sonst abnehmen?"), required=False)
    reach_when = LineField(label=_("Wann am besten?"), required=False)
    no_voicemail = forms.BooleanField(
        label=_("Nicht auf die Mailbox sprechen"), required=False, initial=True
    )
    code_word = LineField(
        label=_("Stichwort"),
        max_length=60,
        required=False,
        help_text=_("Ein vereinbartes Wort, an dem die Person den Anruf erkennt."),
    )
    reach_note = LineField(
        label=_("Ein anderer Weg, oder worauf zu achten ist"),
        max_length=500,
        rows=2,
        required=False,
    )


class AccusedForm(RowForm):
    """One accused person."""

    rule = rules.accused_problems
    groups = (
        (
            "",
            ("accused_first_name", "accused_last_name", "accused_birth", "accused_sex"),
            False,
        ),
    )

    accused_first_name = _name(_("Vorname"))
    accused_last_name = _name(_("Nachname"))
    accused_birth = DayField(label=_("Geburtsdatum"), required=False)
    accused_sex = choice(Sex, _("Geschlecht"), required=False)


class ChildForm(RowForm):
    """One child."""

    rule = rules.child_problems
    groups = (("", ("child_first_name", "child_age", "child_how"), False),)

    child_first_name = _name(_("Vorname"))
    child_age = needed_if(choice(ChildAge, _("Alter"), required=False))
    child_how = needed_if(choice(ChildHow, _("Wie betroffen?"), required=False))


class ConsentForm(RuledForm):
    """What one affected person said when she was asked."""

    rule = rules.consent_problems
    groups = (("", ("consent", "consent_at", "consent_by", "consent_language"), False),)

    consent = choice(
        Consent,
        _("Einverstanden, dass die Beratungsstelle diese Angaben bekommt und sich meldet?"),
        radio=True,
    )
    consent_at = needed_if(moment_field(_("Wann?"), required=False), _("Bei „ja“."))
    consent_by = needed_if(
        choice(ConsentBy, _("Wer hat zugestimmt?"), required=False), _("Bei „ja“.")
    )
    consent_language = needed_if(
        LineField(label=_("In welcher Sprache?"), max_length=60, required=False), _("Bei „ja“.")
    )


class OwnConsentForm(RuledForm):
    """What one accused person said about himself."""

    rule = rules.own_consent_problems
    groups = (("", ("accused_consent", "accused_phone", "accused_language"), False),)

    accused_consent = choice(
        OwnConsent, _("Möchte einen Anruf der Täterberatung?"), radio=True, required=False
    )
    accused_phone = needed_if(
        LineField(
            label=_("Telefonnummer der beschuldigten Person"),
            max_length=40,
            required=False,
            widget=forms.TelInput,
        ),
        _("Bei „ja“: Die Täterberatung ruft dort an."),
    )
    accused_language = LineField(label=_("Sprache"), max_length=60, required=False)
