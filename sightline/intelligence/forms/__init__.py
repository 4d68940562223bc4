"""What analysts type."""

from sightline.intelligence.forms.assessing import ConcernForm, SearchForm, SectorForm
from sightline.intelligence.forms.grading import GradeForm, PlaceForm, SubmitForm, WhyForm
from sightline.intelligence.forms.mentioning import LinkForm, MentionForm

__all__ = [
    "ConcernForm",
    "GradeForm",
    "LinkForm",
    "MentionForm",
    "PlaceForm",
    "SearchForm",
    "SectorForm",
    "SubmitForm",
    "WhyForm",
]
