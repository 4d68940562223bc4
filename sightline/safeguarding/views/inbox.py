"""Page: what waits in care, for whoever reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sightline.ledger.finding import listed
from sightline.safeguarding import inbox
from sightline.safeguarding.words import comes_next


def index(request: HttpRequest) -> HttpResponse:
    """Page: people to take into care, people held, beds, offers, questions, days to ask again."""
    by = request.person
    people = listed(inbox.held(by), asked="people in my care")
    names, accepted = inbox.names_of(people), inbox.accepted(people)
    context = {
        "now": request.now,
        "to_take": listed(inbox.to_take(by), asked="people to take into care"),
        "people": [(case, names.get(case.pk, ""), comes_next(case, accepted=case.pk in accepted)) for case in people],
        "questions": listed(inbox.questions(by), asked="questions in relays"),
        "due": [
            (day, names.get(day.case_id, "")) for day in listed(inbox.due(by, request.now), asked="days to ask again")
        ],
        "requests": listed(inbox.requests(by), asked="beds asked for"),
        "offers": listed(inbox.offers(by), asked="homes offered"),
        "homes": listed(inbox.homes(by), asked="homes"),
        "relays": listed(inbox.relays(by), asked="relays"),
        "first_places": listed(inbox.first_places(by), asked="first places of safety"),
    }
    return render(request, "safeguarding/index.html", context)
