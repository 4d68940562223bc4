"""Words for the templates of oversight."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def because(sentences: str) -> str:
    """The line at the foot of a page, from the sentences of the rules that let this reader in."""
    said = sentences.replace("; ", _("; and to "))
    return _("You can see this because it is open to %(rules)s.") % {"rules": said} if sentences else ""
