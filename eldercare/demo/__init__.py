"""A believable city and a living day in it, through the public doors only."""
