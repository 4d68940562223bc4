"""The verifier: reads the whole ledger and its seals, changes nothing, and knows no key but public ones."""

from sightline.config.settings.base import *

FINGERPRINT_KEY = ""
