"""Who may what with the story clock of the demonstration."""

from sightline.demo.models import StoryClock

CELLS = {
    StoryClock: {"see": lambda me, clock: me.signed_in, "move": lambda me, clock: me.signed_in},
    (StoryClock, "sl_public"): {"see": lambda me, clock: True},
}
