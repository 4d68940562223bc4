"""The sealer: seals the ledger and tells its witnesses. It alone knows the key that signs."""

from sightline.config.settings.base import *
