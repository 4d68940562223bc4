"""Where this checkout keeps what it makes at run time."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
SECRETS = VAR / "secrets"
