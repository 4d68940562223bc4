"""Addresses of care, for staff. A reference tells which kind of record it is."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from sightline.safeguarding.views import care, cases, crossings, inbox, places, referrals, relays, urgent
from sightline.safeguarding.words import STEPS

KINDS = {"met": "E", "case": "C", "referral": "F", "request": "H", "home": "Y", "relay": "W", "words": "M", "day": "FU"}
KINDS |= {"crossing": "CX", "crossed": "CD", "urgent": "UR"}
for name, kind in KINDS.items():
    converter = type(
        f"{name.title()}Reference", (StringConverter,), {"regex": f"(?i:{kind})-[0-9A-Za-z]+-[0-9A-Za-z]+"}
    )
    register_converter(converter, f"safeguarding_{name}")

CASE, MET = "safeguarding/<safeguarding_case:ref>", "safeguarding/<safeguarding_met:ref>"
REFERRAL, REQUEST = "safeguarding/<safeguarding_referral:ref>", "safeguarding/<safeguarding_request:ref>"
HOME, RELAY = "safeguarding/<safeguarding_home:ref>", "safeguarding/<safeguarding_relay:ref>"
WORDS, DAY = "safeguarding/<safeguarding_words:ref>", "safeguarding/<safeguarding_day:ref>"
CROSSING, CROSSED = "safeguarding/<safeguarding_crossing:ref>", "safeguarding/<safeguarding_crossed:ref>"
URGENT = "safeguarding/<safeguarding_urgent:ref>"

app_name = "safeguarding"
urlpatterns = [
    path("safeguarding/", inbox.index, name="index"),
    path(f"{MET}/take", cases.take, name="take"),
    path(CASE, cases.case, name="case"),
    *[path(f"{CASE}/{verb.replace('_', '-')}", cases.step, {"verb": verb}, name=verb) for verb in STEPS],
    path(f"{CASE}/who", care.identity, name="identity"),
    path(f"{CASE}/contact", care.contact, name="contact"),
    path(f"{CASE}/hand-over", care.hand_over, name="hand_over"),
    path(f"{CASE}/follow-up", care.follow_up, name="follow_up"),
    path(f"{DAY}/tick", care.tick, name="tick"),
    path(f"{CASE}/consents/<slug:purpose>", care.consent, name="consent"),
    path(f"{CASE}/referral", referrals.draft, name="draft"),
    path(REFERRAL, referrals.referral, name="referral"),
    path(f"{REFERRAL}/send", referrals.send, name="send"),
    path(f"{REFERRAL}/decide", referrals.decide, name="decide"),
    path(f"{REFERRAL}/withdraw", referrals.withdraw, name="withdraw"),
    path(f"{CASE}/bed", places.ask, name="ask_for_place"),
    path(REQUEST, places.request_for_place, name="request"),
    path(f"{REQUEST}/take", places.take, name="take_request"),
    path(f"{REQUEST}/place", places.place, name="place"),
    path(HOME, places.home, name="home"),
    path(f"{HOME}/accept", places.accept, name="accept"),
    path(f"{HOME}/decline", places.decline, name="decline_place"),
    path(f"{CASE}/relay", relays.open_relay, name="open_relay"),
    path(RELAY, relays.relay, name="relay"),
    path(f"{WORDS}/pass-on", relays.pass_on, name="pass_on"),
    path(f"{WORDS}/decline", relays.decline, name="decline"),
    path(f"{CASE}/cross", crossings.ask, name="ask_to_cross"),
    path(CROSSING, crossings.crossing, name="crossing"),
    path(f"{CROSSING}/approve", crossings.approve, name="approve_crossing"),
    path(f"{CROSSING}/refuse", crossings.refuse, name="refuse_crossing"),
    path(f"{CROSSING}/send", crossings.send, name="send_crossing"),
    path(CROSSED, crossings.crossed, name="crossed"),
    path(f"{RELAY}/urgent", urgent.ask, name="ask_urgently"),
    path(URGENT, urgent.urgent, name="urgent"),
    path(f"{URGENT}/second", urgent.second, name="second_urgent"),
]
