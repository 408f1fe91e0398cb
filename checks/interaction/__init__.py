"""Talking with the public."""
