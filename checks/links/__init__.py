"""Links, images and attachments that do not open."""
