"""Who may what with the ledger: its own functions alone write it, and the sealer seals what it cannot read."""

from sightline.ledger.models import Entry, Seal, Sealed

CELLS = {
    Entry: {
        "see": lambda me, entry: me.has("auditor") or (me.signed_in and me.person.pk in (entry.actor, entry.record))
    },
    Seal: {"see": lambda me, seal: me.has("auditor")},
    Sealed: {"see": lambda me, place: me.has("auditor")},
    **{(model, "sl_auditor"): {"see": lambda me, row: True} for model in (Entry, Seal, Sealed)},
    **{(model, "sl_sealer"): dict.fromkeys(("see", "add"), lambda me, row: True) for model in (Seal, Sealed)},
}
