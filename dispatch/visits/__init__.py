"""What happened at the door: moves with their evidence."""
