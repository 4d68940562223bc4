"""Who may what with the ledger: its own function alone writes it."""

from sightline.ledger.models import Entry

CELLS = {
    Entry: {"see": lambda me, entry: me.has("auditor") or (me.signed_in and entry.actor == me.person.pk)},
}
