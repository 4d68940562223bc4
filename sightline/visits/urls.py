"""Addresses of visits, for staff."""

from django.urls import path

from sightline.visits.views import arrests, door, notes, people, records

app_name = "visits"
urlpatterns = [
    path("visits/", records.index, name="index"),
    path("visits/today", door.today, name="today"),
    path("visits/notes", notes.mine, name="notes"),
    path("visits/notes/write", notes.write, name="write_note"),
    path("visits/notes/of/<str:ref>", notes.of_report, name="note_of"),
    path("visits/notes/<str:ref>", notes.note, name="note"),
    path("visits/notes/<str:ref>/add", notes.add_to, name="add_to_note"),
    path("visits/begin/<str:ref>", door.begin, name="begin"),
    path("visits/people/<str:ref>", people.encounter, name="encounter"),
    path("visits/people/<str:ref>/raise-concern", people.raise_concern, name="raise_concern"),
    path("visits/people/<str:ref>/hear", people.hear, name="hear"),
    path("visits/people/<str:ref>/keep-contact", people.keep_contact, name="keep_contact"),
    path("visits/people/<str:ref>/close", people.close, name="close_encounter"),
    path("visits/arrests/<str:ref>", arrests.arrest, name="arrest"),
    path("visits/arrests/<str:ref>/note-concern", arrests.note_concern, name="note_concern"),
    path("visits/<str:ref>", records.visit, name="visit"),
    path("visits/<str:ref>/door", door.door, name="door"),
    path("visits/<str:ref>/report", notes.write, name="write_note_at"),
    path("visits/<str:ref>/meet", door.meet, name="meet"),
    path("visits/<str:ref>/notice-signs", door.notice_signs, name="notice_signs"),
    path("visits/<str:ref>/intervene", door.intervene, name="intervene"),
    path("visits/<str:ref>/give-awareness", door.give_awareness, name="give_awareness"),
    path("visits/<str:ref>/arrest", door.arrest, name="make_arrest"),
    path("visits/<str:ref>/raise", door.escalate, name="raise"),
    path("visits/<str:ref>/bring-down", door.bring_down, name="bring_down"),
    path("visits/<str:ref>/close", door.close, name="close"),
]
