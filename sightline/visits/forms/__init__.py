"""What people type on a visit: one decision a screen, no names."""

from sightline.visits.forms.people import (
    AccountForm,
    ArrestedConcernForm,
    ConcernForm,
    ContactForm,
    MeetForm,
    NoConcernForm,
)
from sightline.visits.forms.recording import ArrestForm, AwarenessForm, InterventionForm, SignsForm
from sightline.visits.forms.visit import CloseForm, LowerForm, RaiseForm, not_handed_on

__all__ = [
    "AccountForm",
    "ArrestForm",
    "ArrestedConcernForm",
    "AwarenessForm",
    "CloseForm",
    "ConcernForm",
    "ContactForm",
    "InterventionForm",
    "LowerForm",
    "MeetForm",
    "NoConcernForm",
    "RaiseForm",
    "SignsForm",
    "not_handed_on",
]
