"""What the foot of every page must name."""
