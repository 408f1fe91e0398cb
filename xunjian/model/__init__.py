"""Values only: frozen, without input or output, known to every other part."""
