"""Addresses of intelligence, for staff."""

from django.urls import path

from sightline.intelligence.views import inbox, items, mentions, places, sectors

app_name = "intelligence"
urlpatterns = [
    path("intelligence", inbox.inbox, name="inbox"),
    path("intelligence/submit", items.submit, name="submit"),
    path("intelligence/items", items.items, name="items"),
    path("intelligence/items/<str:ref>", items.item, name="item"),
    path("intelligence/items/<str:ref>/mention", items.mention, name="add_mention"),
    path("intelligence/items/<str:ref>/place", items.place, name="place"),
    path("intelligence/items/<str:ref>/withdraw", items.withdraw, name="withdraw"),
    path("intelligence/mentions/<str:ref>", mentions.mention, name="mention"),
    path("intelligence/mentions/<str:ref>/link", mentions.link, name="link"),
    path("intelligence/places", places.places, name="places"),
    path("intelligence/places/<str:ref>", places.premises, name="premises"),
    path("intelligence/places/<str:ref>/raise-concern", places.raise_concern, name="raise_concern"),
    path("intelligence/places/<str:ref>/end-concern", places.end_concern, name="end_concern"),
    path("intelligence/sectors", sectors.sectors, name="sectors"),
    path("intelligence/sectors/assess", sectors.assess, name="assess"),
    path("intelligence/sectors/<str:ref>", sectors.sector, name="sector"),
    path("intelligence/<str:ref>/grade", inbox.grade, name="grade"),
    path("intelligence/<str:ref>/send-back", inbox.send_back, name="send_back"),
]
