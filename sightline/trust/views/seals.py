"""The auditor's pages of the ledger: its seals and witnesses, verifying all of it, proofs to give away."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.ledger.finding import listed
from sightline.ledger.models import Entry, Seal
from sightline.ledger.notes import note
from sightline.ledger.proofs import NoProof, growth, proof_of
from sightline.ledger.verifying import Verified, verify
from sightline.trust.standing import Standing


def seals(request: HttpRequest) -> HttpResponse:
    """Page: how the ledger stands: its newest seal, what waits for one, what each witness knows."""
    _auditors_alone(request)
    return _shown(request)


@require_POST
def verified(request: HttpRequest) -> HttpResponse:
    """Page: the same, with all of it verified just now."""
    _auditors_alone(request)
    found = verify(timezone.now())
    outcome = "sound" if found.sound else "found"
    note("consult", "verify", kind=Entry._meta.label, asked="the whole ledger", found=found.entries, outcome=outcome)
    return _shown(request, found)


def proof(request: HttpRequest, entry: UUID) -> HttpResponse:
    """File: that one entry is in the sealed ledger, for somebody who trusts nobody."""
    _auditors_alone(request)
    record = Entry.objects.filter(pk=entry).first()
    if record is None:
        raise Http404
    note("disclose", "prove", record, recipient="a file")
    return _file(f"entry-{entry}.json", lambda: proof_of(entry))


def grown(request: HttpRequest, older: int) -> HttpResponse:
    """File: that the newest head grew out of an older one."""
    _auditors_alone(request)
    newest = listed(Seal.objects.order_by("-number"), asked="newest seal", most=1)
    number = newest[0].number if newest else 0
    return _file(f"growth-{older}-{number}.json", lambda: growth(older, number))


def _auditors_alone(request: HttpRequest) -> None:
    if not facts_of(request.person, {("audits", ())})["audits", ()]:
        raise Refused("see", kind=Seal._meta.label)


def _shown(request: HttpRequest, found: Verified | None = None) -> HttpResponse:
    standing = Standing(request.person, timezone.now())
    given = {"standing": standing, "verified": found, "keys": settings.SEAL_PUBLIC_KEYS}
    return render(request, "trust/seals.html", given)


def _file(name: str, made: Any) -> HttpResponse:
    try:
        text = json.dumps(made(), indent=1)
    except NoProof as error:
        raise Http404 from error
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=headers)
