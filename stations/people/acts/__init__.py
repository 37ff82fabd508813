"""Everything that changes people, one function an act."""

from stations.people.acts.accounts import change_password, open_account, speak
from stations.people.acts.caregivers import add_credential, register_caregiver
from stations.people.acts.elders import record_elder_state, register_elder
from stations.people.acts.families import bind_family, revoke_binding, verify_binding
from stations.people.acts.forgetting import forget_kept_answers, forget_shift_reasons
from stations.people.acts.machines import issue_token, revoke_token
from stations.people.acts.privacy import reveal
from stations.people.acts.second_factor import give_second_factor
from stations.people.acts.shifts import add_shift, withdraw_shift

__all__ = [
    "add_credential",
    "add_shift",
    "bind_family",
    "change_password",
    "forget_kept_answers",
    "forget_shift_reasons",
    "give_second_factor",
    "issue_token",
    "open_account",
    "record_elder_state",
    "register_caregiver",
    "register_elder",
    "reveal",
    "revoke_binding",
    "revoke_token",
    "speak",
    "verify_binding",
    "withdraw_shift",
]
