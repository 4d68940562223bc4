"""The documents that are made from the rules and the steps, so that they cannot fall behind."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model

from sightline.kit.apply import our_models
from sightline.kit.numbers import Standing, standing
from sightline.kit.policies import policy_of
from sightline.kit.steps import steps_of

FRONTS = {
    "sl_staff": "signed-in staff",
    "sl_public": "the public front",
    "sl_worker": "background jobs",
    "sl_counter": "the counting role",
    "sl_auditor": "the verifier",
    "sl_door": "the sign-in pages",
    "sl_sealer": "the sealer",
}


def documents() -> dict[str, str]:
    """The documents by file name, as they stand in `docs/`."""
    return {"who-sees-what.md": who_sees_what(), "flow.md": flow()}


def who_sees_what() -> str:
    """`docs/who-sees-what.md`."""
    lines = [
        "# Who sees what",
        "",
        "Made from the rules by `sightline policies docs`; a test keeps it fresh. Who is not named may not. `never` wins.",
        "A number is given once: it means the same way in here, on the pages and in the ledger.",
    ]
    for model in our_models():
        lines += ["", f"## {str(model._meta.verbose_name).capitalize()} ({model._meta.app_label})", ""]
        lines += _shared(model)
        mine = [each for each in standing() if each.model is model]
        lines += [_line(each) for each in mine] or [
            "Nobody, but through a function of the database made for one purpose."
        ]
    return "\n".join(lines) + "\n"


def _shared(model: type[Model]) -> list[str]:
    policy = policy_of(model)
    kind = policy.shares if policy else ""
    return [f"Between agencies only under an agreement that names “{kind}”.", ""] if kind else []


def _line(each: Standing) -> str:
    return f"- {each.number} **{each.doing}** ({FRONTS[each.policy.role]}): {each.arm.says}"


def flow() -> str:
    """`docs/flow.md`."""
    lines = ["# Where records go", "", "Made from the step tables by `sightline policies docs`; a test keeps it fresh."]
    for model in our_models():
        if steps_of(model):
            lines += ["", f"## {str(model._meta.verbose_name).capitalize()} ({model._meta.app_label})", ""]
            lines += ["```mermaid", "stateDiagram-v2", *_arrows(model), "```"]
    return "\n".join(lines) + "\n"


def _arrows(model: type[Model]) -> Iterator[str]:
    yield f"    [*] --> {_state(str(model._meta.get_field('state').get_default()))}"
    for verb, step in steps_of(model).items():
        for before in sorted(step.before):
            yield f"    {_state(before)} --> {_state(step.after)}: {verb.replace('_', ' ')}"


def _state(name: str) -> str:
    return name.replace("-", "_")
