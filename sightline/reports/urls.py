"""The desk's and the partners' addresses."""

from django.urls import include, path

from sightline.reports.views import (
    call,
    counts,
    desk,
    drafts,
    files,
    leaving,
    partner,
    queue,
    signposts,
    talking,
)

app_name = "reports"
urlpatterns = [
    path("reports/", queue.queue, name="queue"),
    path("reports/together", queue.together, name="together"),
    path("reports/call", call.begin, name="call"),
    path("reports/counts", counts.counts, name="counts"),
    path("reports/call/kept", drafts.keep, name="keep"),
    path("reports/call/place", drafts.place, name="place"),
    path("reports/drafts/<str:ref>", call.resume, name="draft"),
    path("reports/sent", partner.sent, name="sent"),
    path("reports/send", partner.send, name="send"),
    path("reports/import", partner.bring_in, name="import"),
    path("reports/files", files.mine, name="files"),
    path("reports/files/<str:ref>", files.one, name="file"),
    path("reports/files/<str:ref>/copy", files.copy, name="copy"),
    path("reports/files/<str:ref>/release", files.release, name="release"),
    path("reports/originals/<str:ref>", files.original, name="original"),
    path("reports/entrusted/<str:ref>/end", files.end_trust, name="end_trust"),
    path("signposts/", signposts.signposts, name="signposts"),
    path("signposts/<slug:code>", signposts.signpost, name="signpost"),
    path("reports/<str:ref>/wish/<slug:service>", signposts.wish, name="wish"),
    path("reports/<str:ref>", desk.report, name="report"),
    path("reports/<str:ref>/call", call.calling, name="calling"),
    path("reports/<str:ref>/files", files.add, name="add"),
    path("reports/<str:ref>/entrusted", files.entrust, name="entrust"),
    path("reports/<str:ref>/write", talking.write, name="write"),
    path("reports/<str:ref>/level", talking.level, name="level"),
    path("reports/levels/<str:ref>/agree", talking.agree, name="agree"),
    path("reports/levels/<str:ref>/leave", talking.leave, name="leave"),
    path("reports/<str:ref>/again", call.again, name="again"),
    path("reports/<str:ref>/take", desk.take, name="take"),
    path("reports/<str:ref>/pass-on", leaving.pass_on, name="pass_on"),
    path("reports/<str:ref>/close", desk.close, name="close"),
    path("reports/<str:ref>/check", leaving.check, name="check"),
    path("reports/<str:ref>/rewrite", leaving.rewrite, name="rewrite"),
    path("api/", include("sightline.reports.urls_programs")),
]
