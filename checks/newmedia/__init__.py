"""New media: accounts of the unit, from imported data."""
