"""Who may do what at the door beyond the moves themselves."""

from stations.people.models import Account, Elder
from stations.people.permissions import Right, holds


def may_issue_proofs(account: Account, elder: Elder) -> bool:
    """Whoever registers elders, for elders of their own station; without a station of one's own, for all."""
    own = account.station_id is None or account.station_id == elder.station_id
    return own and holds(account, Right.REGISTER_ELDERS)
