"""The bundled portals: the demonstration portal and those that measure accuracy."""
