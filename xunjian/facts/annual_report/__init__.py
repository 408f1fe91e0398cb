"""Annual reports: from pages, pasted tables and attachments to figures and what must agree."""
