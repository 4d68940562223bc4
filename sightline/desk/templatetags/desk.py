"""Words for the templates of the desk."""

from datetime import datetime, timedelta

from django import template

from sightline.kit.templatetags.kit import duration

register = template.Library()


@register.filter
def waited(since: datetime | None, now: datetime) -> str:
    """For how long something has waited: "1 h 20 min"; empty when that says nothing."""
    return duration(max(now - since, timedelta())) if since else ""
