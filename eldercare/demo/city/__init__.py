"""A believable city out of a seed: its land, people, kitchens, habits and orders. Nobody in it is real."""
