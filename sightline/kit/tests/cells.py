"""Who may what with notices."""

from sightline.kit.models import Notice


def on_duty(me, notice):
    return notice.duty in me.duties()


CELLS = {
    Notice: {"see": on_duty, "add": lambda me, notice: me.signed_in, "answer": on_duty},
    (Notice, "sl_public"): {"add": lambda me, notice: True},
}
