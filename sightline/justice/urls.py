"""Addresses of justice, for staff: people in custody by their reference, investigations beside them."""

from django.urls import path

from sightline.justice.views import cases, custody, inside

app_name = "justice"
urlpatterns = [
    path("justice/", custody.board, name="board"),
    path("justice/record", inside.record, name="record"),
    path("justice/past", custody.past, name="past"),
    path("justice/arrests/<ref>/take", custody.take, name="take"),
    path("justice/investigations", cases.index, name="investigations"),
    path("justice/investigations/open", cases.open_one, name="open"),
    path("justice/investigations/<ref>", cases.investigation, name="investigation"),
    path("justice/investigations/<ref>/staff", cases.staff, name="staff"),
    path("justice/investigations/<ref>/leave", cases.leave, name="leave"),
    path("justice/investigations/<ref>/suspect", cases.suspect, name="suspect"),
    path("justice/investigations/<ref>/order", cases.order, name="order"),
    path("justice/investigations/<ref>/close", cases.close, name="close"),
    path("justice/<ref>", custody.custody, name="custody"),
    path("justice/<ref>/book-in", inside.book_in, name="book_in"),
    path("justice/<ref>/record", inside.record, name="event"),
    path("justice/<ref>/attach", inside.attach, name="attach"),
    path("justice/<ref>/concern", inside.concern, name="concern"),
    path("justice/<ref>/outcome", inside.outcome, name="outcome"),
]
