"""Everybody in the demonstration sees the story clock; whoever is signed in may move it."""

from sightline.demo.models import StoryClock
from sightline.kit.policies import Policy
from sightline.kit.rules import everyone, signed_in


class StoryClockPolicy(Policy):
    model = StoryClock
    see = signed_in
    move = signed_in.setting("stands_at")


class PublicStoryClockPolicy(Policy):
    model = StoryClock
    role = "sl_public"
    see = everyone
