"""The forms in which failing items are exported; apart, for the command line knows it before it exports."""

from enum import StrEnum


class ExportFormat(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
