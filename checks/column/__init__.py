"""Columns that must exist and must not be blank."""
