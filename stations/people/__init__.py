"""Accounts, elders, families, caregivers, and who may see what of them."""
