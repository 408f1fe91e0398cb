"""Statutory disclosure of government information."""
