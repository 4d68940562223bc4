"""Words for templates: moments, lengths of time, phones, and what keeps its direction.

{{ visit.happened_at|moment }}          Tue 18 Oct, 14:05
{{ visit.happened_at|moment:"year" }}   Tue 18 Oct 2016, 14:05
{{ report.received_at|ago:now }}        1 h 20 min ago
{{ clock.remaining|left }}              40 min left
{{ line.number|phone }}                 0800 012 1700
{{ case.ref|ltr }}                      left to right on every page
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.forms import BoundField, Field
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sightline.kit.clocks.readings import Reading
from sightline.kit.forms import APART

register = template.Library()


@register.filter
def moment(at: datetime | None, how: str = "") -> str:
    """A moment as "Tue 18 Oct, 14:05"; how: "year" adds the year, "time" leaves the day out."""
    if not at:
        return ""
    here = timezone.localtime(at) if timezone.is_aware(at) else at
    return written(here, {"": "D j M, H:i", "year": "D j M Y, H:i", "time": "H:i"}[how])


@register.filter
def day(on: date | None, how: str = "") -> str:
    """A day as "Tue 18 Oct"; how: "year" adds the year."""
    if not on:
        return ""
    here = timezone.localtime(on) if isinstance(on, datetime) and timezone.is_aware(on) else on
    return written(here, "D j M Y" if how == "year" else "D j M")


@register.filter
def duration(length: timedelta | None) -> str:
    """A length of time in at most two words: "3 days 4 h", "1 h 20 min", "under a minute"."""
    if length is None:
        return ""
    minutes = int(abs(length).total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        days and ngettext("%(days)s day", "%(days)s days", days) % {"days": days},
        hours and _("%(hours)s h") % {"hours": hours},
        minutes and not days and _("%(minutes)s min") % {"minutes": minutes},
    ]
    return " ".join(part for part in parts if part) or _("under a minute")


@register.filter
def left(remaining: timedelta | None) -> str:
    """What remains of a clock: "40 min left", or "10 min over" when it has run out."""
    if remaining is None:
        return ""
    words = {"time": duration(remaining)}
    return _("%(time)s over") % words if remaining < timedelta() else _("%(time)s left") % words


@register.filter
def ago(at: datetime | None, now: datetime | None = None) -> str:
    """How long before `now`: "20 min ago", "in 2 h". Without `now`, before the moment of rendering."""
    if not at:
        return ""
    past = (now or timezone.now()) - at
    words = {"time": duration(past)}
    return _("in %(time)s") % words if past < timedelta() else _("%(time)s ago") % words


@register.filter
def shown(reading: Reading, now: datetime) -> dict[str, Any]:
    """A clock's reading as words for `kit/clock.html`: state, what is left, when it ends, the bar in thousandths."""
    state = reading.state(now)
    remaining, when = reading.remaining(now), {"moment": moment(reading.ends_at)}
    late = state == "over" and reading.met_at is not None and reading.met_at <= now
    words = (
        _("Met") if state == "met" else _("%(time)s late") % {"time": duration(remaining)} if late else left(remaining)
    )
    ended = reading.ends_at is not None and reading.ends_at < now
    ends = "" if reading.ends_at is None else _("ended %(moment)s") % when if ended else _("ends %(moment)s") % when
    events = [{"at": moment(event.at), "what": event.says} for event in reading.events]
    used = round(1000 * (reading.share_used(now) or 0))
    return {"kind": state, "remaining": words, "of": ends, "used": used, "events": events}


SHAPES = (  # how a number begins, how it is grouped; the first that fits counts
    ("+44", (3, 4, 6)),
    ("080", (4, 3, 4)),
    ("02", (3, 4, 4)),
    ("03", (4, 3, 4)),
    ("011", (4, 3, 4)),
    ("0", (5, 6)),
)


@register.filter
def phone(number: str | None) -> str:
    """A phone number in groups that people read aloud: 0800 555 111, 07700 900123. Others stay as they are."""
    digits = "".join(c for c in str(number or "") if c in "+0123456789")
    for begins, lengths in SHAPES:
        if len(digits) > 6 and digits.startswith(begins):
            return " ".join(_cut(digits, lengths))
    return str(number or "")


def _cut(digits: str, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        if digits:
            yield digits[:length]
        digits = digits[length:]
    if digits:
        yield digits


@register.filter
def dial(number: str | None) -> str:
    """The address that a phone dials: "tel:08005551111"."""
    return "tel:" + "".join(c for c in str(number or "") if c in "+0123456789")


@register.filter
def ltr(text: Any) -> SafeString | str:
    """A reference, plate or number that reads left to right, whatever surrounds it, and never breaks."""
    return format_html('<bdi class="ref" dir="ltr">{}</bdi>', text) if text not in (None, "") else ""


# Forms ---------------------------------------------------------------------


@register.filter
def optgroups(field: BoundField) -> list[Any]:
    """The choices of a field as Django's widgets give them: (group, options, index).

    The first answer that stands apart ("I do not know") is marked with "or".
    """
    attrs = field.build_widget_attrs({"id": field.auto_id})
    groups = field.field.widget.get_context(field.html_name, field.value(), attrs)["widget"]["optgroups"]
    options = [option for _group, options, _index in groups for option in options]
    for option in [option for option in options[1:] if str(option["value"]) in APART][:1]:
        option["or"] = True
    return groups


@register.filter
def beneath(option: dict[str, Any], field: BoundField) -> list[BoundField]:
    """The fields that open beneath one tick of a field."""
    places = getattr(field.form, "beneath", {})
    here = (field.name, str(option["value"]))
    return [field.form[name] for name, place in places.items() if tuple(place) == here]


@register.filter
def picture(option: dict[str, Any], field: BoundField) -> str:
    """The address of the picture beside an answer; empty where there is none, as beside "I do not know"."""
    sprite = getattr(field.field.widget, "sprite", "")
    return f"{static(sprite)}#{option['value']}" if sprite and str(option["value"]) not in APART else ""


@register.filter
def is_beneath(field: BoundField) -> bool:
    """Does this field open beneath a tick of another?"""
    return field.name in getattr(field.form, "beneath", {})


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link in the error summary goes to: the field, or its first tick."""
    if field.id_for_label:
        return field.id_for_label
    if hasattr(field.field.widget, "optgroups"):
        for _group, options, _index in optgroups(field):
            for option in options:
                return option["attrs"]["id"]
    return f"{field.auto_id}_0"


@register.filter
def says(error: str, field: BoundField) -> str:
    """The words of an error. Where a form has none of its own for an empty answer, they name the field."""
    if error != str(Field.default_error_messages["required"]):
        return error
    kind = getattr(field.field.widget, "input_type", "")
    ask = _("Tick: %(label)s") if field.widget_type == "checkbox" else _("Fill in: %(label)s")
    ask = _("Choose an answer: %(label)s") if kind == "select" or (field.use_fieldset and kind) else ask
    return ask % {"label": field.label}


@register.filter
def steps_of(step: int | str, steps: int | str) -> list[bool]:
    """For each of the steps, is it done? `3|steps_of:5` gives three times yes and twice no."""
    return [number <= int(step) for number in range(1, int(steps) + 1)]
