"""Everything that can be done to plans by people."""

from dispatch.planning.acts.asking import Wish, ask_for_plan, cancel, open_run, require_plannable
from dispatch.planning.acts.publishing import publish

__all__ = ["Wish", "ask_for_plan", "cancel", "open_run", "publish", "require_plannable"]
