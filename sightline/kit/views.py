"""Pages: the components all together, and each layout, in any language and with an error."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from sightline.kit import samples

HERE = Path(__file__).parent / "templates"
LAYOUTS = ("public", "question", "door", "paper")


def components(request: HttpRequest) -> HttpResponse:
    """Page: every component with its attributes, a usage line and how it looks. `?lang=ar` mirrors, `?wrong` errs."""
    return _shown(request, "kit/show.html", {"parts": list(_parts()), "layouts": LAYOUTS, **samples.STAFF})


def layout(request: HttpRequest, name: str) -> HttpResponse:
    """Page: one layout with sample words: public, question, door, paper."""
    if name not in LAYOUTS:
        raise Http404
    return _shown(request, f"kit/show_{name}.html", samples.STAFF if name == "paper" else samples.PUBLIC)


def _shown(request: HttpRequest, template: str, sample: dict[str, Any]) -> HttpResponse:
    data = {"signs": ["other"]} if "wrong" in request.GET else None
    with override(request.GET.get("lang", "en-gb")):
        form = samples.Staff(data and {}) if template == "kit/show.html" else samples.Signs(data)
        return render(request, template, {**sample, "form": form})


def _parts() -> Iterator[dict[str, str]]:
    """The components that have a sample, by name: attributes from <c-vars>, words from the first comment."""
    for sample in sorted((HERE / "kit" / "show").glob("*.html")):
        component = (HERE / "cotton" / sample.name).read_text()
        attributes = re.search(r"<c-vars (.*?)/>", component)
        words = re.search(r"{# (.*?) #}", component)
        yield {
            "name": sample.stem,
            "attributes": " ".join(re.findall(r"(?<![\w-])([\w-]+)=", attributes[1])) if attributes else "",
            "words": words[1] if words else "",
            "source": sample.read_text().strip(),
            "template": f"kit/show/{sample.name}",
        }
