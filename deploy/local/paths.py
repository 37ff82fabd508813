"""Where things lie in a checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
MESSAGES = ROOT / "eldercare" / "messages"
PYTHON = VENV / "bin" / "python"
