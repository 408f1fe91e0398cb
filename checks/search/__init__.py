"""Whether the search of a site finds its own items."""
