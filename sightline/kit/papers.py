"""The documents that are made from the rules and the steps, so that they cannot fall behind."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model

from sightline.kit.apply import our_models
from sightline.kit.policies import POLICIES, Policy
from sightline.kit.rules import Rule
from sightline.kit.steps import steps_of

FRONTS = {
    "sl_staff": "signed-in staff",
    "sl_public": "the public front",
    "sl_worker": "background jobs",
    "sl_counter": "the counting role",
    "sl_auditor": "the verifier",
    "sl_sealer": "the sealer",
}


def numbered() -> dict[tuple[str, str, str], tuple[int, Rule]]:
    """Every rule as it stands on a record: (kind, front, verb) to its number and the rule, in a lasting order."""
    found: dict[tuple[str, str, str], tuple[int, Rule]] = {}
    for model in in_order():
        for (owner, role), policy in sorted(POLICIES.items(), key=lambda entry: entry[0][1]):
            if owner is model:
                for verb, rule in spoken(policy):
                    found[model._meta.label, role, verb] = (len(found) + 1, rule)
    return found


def spoken(policy: type[Policy]) -> Iterator[tuple[str, Rule]]:
    """The verbs of a policy with their rules: see, add, never, then the others by name."""
    for verb in ("see", "add", "never"):
        if rule := policy.rule_for(verb):
            yield verb, rule
    yield from sorted(policy.verbs().items())


def in_order() -> list[type[Model]]:
    """Our kinds of record, stage by stage as the settings have them."""
    return our_models()


def documents() -> dict[str, str]:
    """The documents by file name, as they stand in `docs/`."""
    return {"who-sees-what.md": who_sees_what(), "flow.md": flow()}


def who_sees_what() -> str:
    """`docs/who-sees-what.md`."""
    lines = [
        "# Who sees what",
        "",
        "Made from the rules by `sightline policies docs`; a test keeps it fresh. Who is not named may not. `never` wins.",
    ]
    rules = numbered()
    for model in in_order():
        lines += ["", f"## {str(model._meta.verbose_name).capitalize()} ({model._meta.app_label})", ""]
        mine = [(role, verb, *entry) for (label, role, verb), entry in rules.items() if label == model._meta.label]
        lines += [
            f"{number}. **{verb.replace('_', ' ')}** ({FRONTS[role]}): {rule.says}" for role, verb, number, rule in mine
        ]
        lines += [] if mine else ["Nobody, but through a function of the database made for one purpose."]
    return "\n".join(lines) + "\n"


def flow() -> str:
    """`docs/flow.md`."""
    lines = ["# Where records go", "", "Made from the step tables by `sightline policies docs`; a test keeps it fresh."]
    for model in in_order():
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
