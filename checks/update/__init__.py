"""How fresh the site and its columns are."""
