"""Files that somebody sends: which, and with a return code alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sightline.kit.uploads import Files
from sightline.reports.forms.questions import CodeForm


def files(**given: Any) -> Files:
    """The field for files, with what is taken."""
    return Files(
        label=_("Photos and other files"),
        help_text=_(
            "Up to 10, each at most 25 MB: photos, PDF, text, office documents, sound or video. Their names are not kept. "
            "Do not take risks to get more. No photos of people in intimate situations, and none of children."
        ),
        error_messages={"required": _("Choose at least one file.")},
        **given,
    )


class CodeAndFilesForm(CodeForm):
    """Files from somebody who has only a return code."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["files"] = files()
        self.fields["code"].error_messages["nobody"] = _("We have no report under this code. Check the digits.")
