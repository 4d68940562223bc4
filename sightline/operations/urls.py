"""Addresses of operations, for staff. A reference tells which kind of record it is."""

from django.urls import path, register_converter

from sightline.operations.views import briefing, leading, people, sending, targets, teams


def reference(kind: str) -> type:
    """A converter for references of one kind: reference("O") takes "O-7KQ2-M9X4"."""
    words = {"regex": f"{kind}-[0-9A-Za-z]+-[0-9A-Za-z]+", "to_python": lambda self, text: text}
    return type(f"Reference{kind}", (), {**words, "to_url": lambda self, ref: ref})


for name, kind in {"operation": "O", "target": "T", "team": "G", "tasking": "K"}.items():
    register_converter(reference(kind), name)

app_name = "operations"
urlpatterns = [
    path("operations/", leading.index, name="index"),
    path("operations/mine", sending.mine, name="mine"),
    path("operations/propose", leading.propose, name="propose"),
    path("operations/training", teams.training, name="training"),
    path("operations/<operation:ref>", leading.operation, name="operation"),
    path("operations/<operation:ref>/places", targets.places, name="places"),
    path("operations/<operation:ref>/propose-places", targets.propose_places, name="propose_places"),
    path("operations/<operation:ref>/week", sending.week, name="week"),
    path("operations/<operation:ref>/release", sending.release_day, name="release_day"),
    path("operations/<operation:ref>/teams", teams.teams, name="teams"),
    path("operations/<operation:ref>/people", people.people, name="people"),
    path("operations/<operation:ref>/partners", people.partners, name="partners"),
    path("operations/<operation:ref>/add-partner", people.add_partner, name="add_partner"),
    path("operations/<operation:ref>/promise", people.promise, name="promise"),
    path("operations/<operation:ref>/kept", people.kept, name="kept"),
    path("operations/<operation:ref>/decisions", people.decisions, name="decisions"),
    path("operations/<operation:ref>/<slug:step>", leading.move, name="move"),
    path("operations/<target:ref>", targets.target, name="target"),
    path("operations/<target:ref>/choose", targets.choose, name="choose"),
    path("operations/<target:ref>/drop", targets.drop, name="drop"),
    path("operations/<target:ref>/reconsider", targets.reconsider, name="reconsider"),
    path("operations/<target:ref>/task", sending.task, name="task"),
    path("operations/<team:ref>", teams.team, name="team"),
    path("operations/<team:ref>/join", teams.join, name="join"),
    path("operations/<team:ref>/leave", teams.leave, name="leave"),
    path("operations/<team:ref>/briefing", briefing.briefing, name="briefing"),
    path("operations/<team:ref>/issue", briefing.issue, name="issue"),
    path("operations/<team:ref>/read", briefing.read, name="read"),
    path("operations/<tasking:ref>", sending.tasking, name="tasking"),
    path("operations/<tasking:ref>/move", sending.move, name="move_visit"),
    path("operations/<tasking:ref>/release", sending.release, name="release"),
    path("operations/<tasking:ref>/withdraw", sending.withdraw, name="withdraw"),
]
