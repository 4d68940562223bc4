"""Signing in stands outside the walls (`/sign/...`, as the login role itself); the rest is inside like every page."""

from django.urls import path

from sightline.agencies.views import door, elsewhere, invited, late, letting_in, own, programs

app_name = "agencies"
urlpatterns = [
    path("sign/in", door.sign_in, name="sign_in"),
    path("sign/passkey", door.passkey, name="passkey"),
    path("sign/second", door.second, name="second"),
    path("sign/become", door.become, name="become"),
    path("sign/confirm", door.confirm, name="confirm"),
    path("sign/password", door.password, name="password"),
    path("sign/out", door.sign_out, name="sign_out"),
    path("sign/go-on", late.go_on, name="go_on"),
    path("sign/invited", invited.invited, name="invited"),
    path("sign/enrol", invited.enrol, name="enrol"),
    path("sign/enrol/codes", invited.enrol_codes, name="enrol_codes"),
    path("sign/elsewhere", elsewhere.leave, name="leave"),
    path("sign/back", elsewhere.back, name="back"),
    path("sign/back/in", elsewhere.come_in, name="come_in"),
    path("me/sign-in", own.mine, name="mine"),
    path("me/passkeys/new", own.add_passkey, name="add_passkey"),
    path("me/passkeys/<str:ref>/end", own.end_passkey, name="end_passkey"),
    path("me/codes/new", own.add_codes, name="add_codes"),
    path("me/codes/<str:ref>/end", own.end_codes, name="end_codes"),
    path("me/sessions/end", own.end_others, name="end_others"),
    path("me/sessions/<uuid:session>/end", own.end_session, name="end_session"),
    path("colleagues/", letting_in.colleagues, name="colleagues"),
    path("colleagues/<str:ref>", letting_in.colleague, name="colleague"),
    path("colleagues/<str:ref>/invite", letting_in.invite, name="invite"),
    path("colleagues/<str:ref>/sign-out", letting_in.sign_out, name="sign_out_everywhere"),
    path("colleagues/<str:ref>/name-elsewhere", letting_in.name_elsewhere, name="name_elsewhere"),
    path("invitations/<str:ref>", letting_in.invitation, name="invitation"),
    path("invitations/<str:ref>/vouch", letting_in.vouch, name="vouch"),
    path("invitations/<str:ref>/withdraw", letting_in.withdraw, name="withdraw"),
    path("programs/", programs.programs, name="all_programs"),
    path("programs/<str:ref>", programs.program, name="programs"),
    path("programs/<str:ref>/end", programs.end, name="end_program"),
    path("names/<str:ref>", letting_in.name, name="name"),
    path("names/<str:ref>/vouch", letting_in.vouch_for_name, name="vouch_for_name"),
    path("names/<str:ref>/end", letting_in.end_name, name="end_name"),
]
