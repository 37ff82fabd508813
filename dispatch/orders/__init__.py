"""The ground floor: requests, work orders, their moves and the one log."""
