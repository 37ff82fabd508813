"""The feed: every event of a station, once and in order, to whoever may see it."""
