"""What attachments say: bytes to words and tables, whatever the file is."""

from xunjian.facts.documents.read import read_document

__all__ = ["read_document"]
