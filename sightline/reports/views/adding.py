"""Files from somebody who has a return code: asked for after the report is stored, so that no file can lose it."""

from django.http import HttpRequest, HttpResponse

from sightline.reports import actions
from sightline.reports.files import all_received
from sightline.reports.forms.adding import CodeAndFilesForm
from sightline.reports.models import Attachment
from sightline.reports.views.front import shown


def add(request: HttpRequest) -> HttpResponse:
    """Page: send files for the report of a code. Opened from the page that shows the code, it is filled in already."""
    sent = request.POST if "files" in request.FILES or "sending" in request.POST else None
    form = CodeAndFilesForm(sent, request.FILES or None, initial={"code": request.POST.get("code", "")})
    if not form.is_valid():
        return shown(request, "add.html", {"form": form})
    files = list(all_received(form.cleaned_data["files"]))
    number = actions.attach_from_public(by=None, at=request.now, code=form.cleaned_data["code"], files=files)
    if not number:
        form.add_error("code", form.fields["code"].error_messages["nobody"])
        return shown(request, "add.html", {"form": form})
    refused = [Attachment.Why(each.why).label for each in files if each.state == Attachment.State.REFUSED]
    return shown(request, "added.html", {"kept": len(files) - len(refused), "refused": refused})
