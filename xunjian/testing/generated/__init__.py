"""Portals full of planted faults: a sound portal and a seed give many of every kind, at drawn places."""
