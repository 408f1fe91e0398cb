"""What single pages hold."""
