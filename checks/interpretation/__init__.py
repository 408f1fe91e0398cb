"""Interpretation of policies."""
