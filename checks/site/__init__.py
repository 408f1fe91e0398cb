"""The site as a whole: labels, entries, certificate, IPv6."""
