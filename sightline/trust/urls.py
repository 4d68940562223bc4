"""Addresses of who sees what and why, who has looked, what stands out, and what is kept how long."""

from django.urls import path

from sightline.trust.views import changes, conflicts, desk, exports, first, looks, matrix, retention, seals, sights

app_name = "trust"
urlpatterns = [
    path("trust/", first.first, name="first"),
    path("trust/who-sees-what", matrix.table, name="matrix"),
    path("trust/who-sees-what/paper", matrix.paper, name="paper"),
    path("trust/why", matrix.why, name="why"),
    path("trust/changes", changes.changes, name="changes"),
    path("trust/changes/<ref>", changes.change, name="change"),
    path("trust/changes/<ref>/approve", changes.approve, name="approve_change"),
    path("trust/sights", sights.sights, name="sights"),
    path("trust/sights/<ref>", sights.sight, name="sight"),
    path("trust/sights/<ref>/approve", sights.approve, name="approve_sight"),
    path("trust/sights/<ref>/end", sights.end, name="end_sight"),
    path("trust/sights/<ref>/record", sights.record, name="seen"),
    path("trust/conflicts", conflicts.conflicts, name="conflicts"),
    path("trust/conflicts/<ref>", conflicts.conflict, name="conflict"),
    path("trust/conflicts/<ref>/let-stand", conflicts.let_stand, name="let_stand"),
    path("trust/conflicts/<ref>/hand-over", conflicts.hand_over, name="hand_over"),
    path("trust/exports", exports.exports, name="exports"),
    path("trust/exports/<ref>", exports.export, name="export"),
    path("trust/exports/<ref>/approve", exports.approve, name="approve_export"),
    path("trust/exports/<ref>/file", exports.make, name="make_export"),
    path("trust/kept", retention.kept, name="kept"),
    path("trust/kept/<ref>", retention.review, name="review"),
    path("trust/kept/<ref>/keep", retention.keep, name="keep"),
    path("trust/kept/<ref>/erase", retention.ask, name="ask"),
    path("trust/kept/<ref>/confirm", retention.confirm, name="confirm"),
    path("trust/kept/<ref>/hold", retention.hold, name="hold"),
    path("trust/holds/<ref>/lift", retention.lift, name="lift"),
    path("trust/ledger", seals.seals, name="seals"),
    path("trust/ledger/verify", seals.verified, name="verify"),
    path("trust/ledger/proof/<uuid:entry>", seals.proof, name="proof"),
    path("trust/ledger/growth/<int:older>", seals.grown, name="growth"),
    path("trust/looks", looks.looks, name="looks"),
    path("trust/looks/<ref>", looks.case, name="case"),
    path("trust/mine", looks.mine, name="mine"),
    path("trust/weekly", desk.weekly, name="weekly"),
    path("trust/declare", desk.declare, name="declare"),
    path("trust/unusual", desk.unusual, name="unusual"),
    path("trust/unusual/<ref>", desk.one, name="one_unusual"),
    path("trust/decoys", desk.decoys, name="decoys"),
]
