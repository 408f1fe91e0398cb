"""Policies and their interpretations: which articles they are, and which belong together."""
