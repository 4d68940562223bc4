"""Invented words and numbers for the page that shows the components."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.clocks.readings import Moment as Event
from sightline.kit.clocks.readings import Reading
from sightline.kit.clocks.rules import Rule
from sightline.kit.forms import UNKNOWN, UNSAID, Day, Moment, Question, ask_beneath

NOW = datetime(2018, 10, 17, 15, 40, tzinfo=UTC)
RULE = Rule("T4", "First decision, an aim of 5 working days", 5, "working days", "Statutory guidance", date(2018, 1, 1))


class Staff(forms.Form):
    """A form of every kind of field."""

    name = forms.CharField(label=_("Name they use"), help_text=_("As they say it. It need not be their legal name."))
    words = forms.CharField(label=_("What they asked for"), widget=forms.Textarea, required=False)
    seen_on = forms.DateField(label=_("Day"), widget=Day)
    happened_at = forms.SplitDateTimeField(label=_("When it happened"), widget=Moment)
    kind = forms.ChoiceField(label=_("Kind of place"), choices=[("wash", _("Car wash")), ("farm", _("Farm"))])
    wants = forms.ChoiceField(
        label=_("Do they want help?"),
        choices=[("yes", _("Yes")), ("no", _("No")), UNKNOWN],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=_("They agreed that we may share this"), help_text=_("Spoken or signed."))


class Signs(Question):
    """One question, with "saw it" or "was told" beneath each tick, and words beneath the last."""

    step, steps = 2, 7
    beneath = {"other-words": ("signs", "other")}
    signs = forms.MultipleChoiceField(
        label=_("What did you see?"),
        help_text=_("Tick all that fit. Leave out what you are not sure of. A feeling is enough."),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (
                _("About coming and going"),
                [("alone", _("Cannot leave on their own")), ("locked", _("Watched, or locked in"))],
            ),
            (_("About money and papers"), [("pay", _("Little or no pay, or pay is taken away"))]),
            (_("About how they are treated"), [("other", _("Something else")), UNKNOWN, UNSAID]),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other-words"] = forms.CharField(label=_("What else did you see?"), required=False)
        ask_beneath(self, "signs")

    def clean(self) -> None:
        """Words are asked for what is ticked."""
        if "other" in self.cleaned_data.get("signs", ()) and not self.cleaned_data.get("other-words"):
            self.add_error("other-words", _("Write a few words, or take away the tick."))


PUBLIC: dict[str, Any] = {
    "languages": [
        {"code": "en", "name": "English", "url": "?lang=en-gb", "here": True},
        {"code": "cy", "name": "Cymraeg", "url": "?lang=cy", "first": True},
        {"code": "ar", "name": "العربية", "url": "?lang=ar"},
        {"code": "pl", "name": "Polski", "url": "?lang=pl"},
    ],
    "foot_links": [{"name": _("Privacy: what we keep"), "url": "#"}, {"name": _("Accessibility"), "url": "#"}],
    "services": [
        {"name": _("Police, not urgent"), "says": _("Day and night"), "number": "101"},
        {"name": "Crimestoppers", "says": _("You stay unknown"), "number": "0800555111"},
        {"name": _("Helpline, advice"), "says": _("With an interpreter if you like"), "number": "08000121700"},
    ],
    "checked": date(2018, 10, 15),
}

STAFF: dict[str, Any] = {
    **PUBLIC,
    "now": NOW,
    "demonstration": {"now": NOW, "url": "#"},
    "reader": {"name": "Ruth Adeyemi", "role": _("Safeguarding coordinator, Northumbria Police")},
    "find_url": "#",
    "sign_out_url": "#",
    "story": [
        {"name": _("Reports"), "url": "#", "waiting": _("1 to read")},
        {"name": _("Visits"), "url": "#", "waiting": _("2 to take over")},
        {"name": _("Safe"), "url": "#", "waiting": _("4 wait for you"), "here": True},
        {"name": _("Justice"), "url": "#"},
    ],
    "trail": [{"name": _("Met on a visit"), "url": "#"}, {"name": _("Safe"), "here": True}, {"name": _("Justice")}],
    "reading": Reading(
        "First decision",
        RULE,
        started_at=NOW - timedelta(days=1),
        ends_at=NOW + timedelta(days=6),
        events=(Event("Referral sent", NOW - timedelta(days=1)),),
    ),
    "events": [{"at": "Wed 06:21", "what": _("Arrived at the first station")}],
    "happened": [
        {"what": _("Referral sent"), "by": "Ruth Adeyemi", "at": NOW},
        {
            "what": _("Taken into care"),
            "by": "Ruth Adeyemi",
            "at": NOW - timedelta(hours=5),
            "why": _("Asked for help"),
        },
    ],
    "steps": [
        {"name": _("Met"), "note": "11:10", "state": "done"},
        {"name": _("Made safe"), "note": "11:45", "state": "done"},
        {"name": _("First place of safety"), "note": "19:40", "state": "here"},
        {"name": _("In support"), "state": "ahead"},
    ],
    "messages_relayed": [
        {"text": _("May we ask one question?"), "by": "DC Hannah Moss", "at": NOW - timedelta(hours=2)},
        {"text": _("Yes, on Friday afternoon."), "by": _("Through the support worker"), "at": NOW, "answer": True},
    ],
    "checks": [
        {"word": _("Waits"), "kind": "soon", "what": _("The second quotation"), "note": _("Sign-off asked at 16:05")},
        {"word": _("Passed"), "kind": "safe", "what": _("Nothing names or places a victim")},
        {"word": _("Set"), "kind": "quiet", "what": _("Embargo until 18:00")},
    ],
    "bars": [
        {"says": _("In police custody"), "number": 7, "length": 58, "kind": "here"},
        {"says": _("Not stated"), "number": 5, "length": 42, "kind": "other"},
    ],
    "days": [
        {"name": "Mon 17", "note": _("19 visits, done"), "url": "#"},
        {"name": "Tue 18", "note": _("20 visits"), "here": True, "url": "#"},
    ],
    "hours": ["6:00", "7:00", "8:00", "9:00", "10:00", "11:00"],
    "teams": [
        {
            "name": "Wrexham 1",
            "about": _("Search, arrest; 8 people"),
            "visits": [
                {
                    "col": 1,
                    "span": 5,
                    "kind": "enforced",
                    "word": _("Enforced, linked"),
                    "place": _("Food plant"),
                    "at": "6:00",
                    "url": "#",
                },
                {"col": 8, "span": 3, "kind": "away", "word": _("Break"), "place": "Wrexham", "at": "9:30"},
            ],
        },
        {
            "name": "Conwy 1",
            "about": _("Soft; Vietnamese"),
            "visits": [
                {
                    "col": 1,
                    "span": 4,
                    "kind": "awareness",
                    "word": _("Care team, linked"),
                    "place": _("Near both"),
                    "at": "6:00",
                    "url": "#",
                },
                {
                    "col": 6,
                    "span": 3,
                    "kind": "soft",
                    "word": _("Soft"),
                    "place": _("Nail bar"),
                    "at": "8:30",
                    "url": "#",
                },
                {
                    "col": 9,
                    "span": 4,
                    "kind": "compliance",
                    "word": _("Compliance"),
                    "place": _("Car wash"),
                    "at": "10:00",
                    "url": "#",
                },
            ],
        },
    ],
    "joins": [{"col": 1, "row": 1, "rows": 2}],
}
