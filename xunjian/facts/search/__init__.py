"""Finding the search of a site, drawing what to search for, and reading what it found."""
