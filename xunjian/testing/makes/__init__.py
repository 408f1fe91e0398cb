"""Makes: how portals of different content systems write the same things."""
