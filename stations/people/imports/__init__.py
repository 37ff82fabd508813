"""Importing elders and caregivers."""
