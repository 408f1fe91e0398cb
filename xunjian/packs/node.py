"""A parsed file as a tree whose parts remember where they stood, so that parts of several files mix."""

from __future__ import annotations

from dataclasses import dataclass

from xunjian.yaml_document import Path, Plain, YamlDocument


@dataclass(slots=True)
class Node:
    """A value with the file and line it comes from; `note` says what put it where it is."""

    value: bool | int | float | str | list[Node] | dict[str, Node] | None
    name: str
    line: int
    note: str = ""

    def noted(self, note: str) -> Node:
        """The same, said to be put there by something."""
        value = self.value
        if isinstance(value, list):
            value = [each.noted(note) for each in value]
        elif isinstance(value, dict):
            value = {key: each.noted(note) for key, each in value.items()}
        return Node(value, self.name, self.line, note)

    def text(self, key: str) -> str:
        """A text below a key; empty where there is none."""
        below = self.value.get(key) if isinstance(self.value, dict) else None
        return below.value if below is not None and isinstance(below.value, str) else ""

    def entries(self, key: str) -> list[Node] | None:
        """The list below a key."""
        below = self.value.get(key) if isinstance(self.value, dict) else None
        return below.value if below is not None and isinstance(below.value, list) else None


def grow(document: YamlDocument) -> Node:
    """A document as a tree."""

    def node(value: Plain, path: Path) -> Node:
        line, name = document.line(path), document.names.get(path, document.name)
        note = document.notes.get(path, "")
        if isinstance(value, dict):
            return Node({key: node(each, (*path, key)) for key, each in value.items()}, name, line, note)
        if isinstance(value, list):
            return Node([node(each, (*path, at)) for at, each in enumerate(value)], name, line, note)
        return Node(value, name, line, note)

    return node(document.data, ())


def flatten(root: Node, name: str) -> YamlDocument:
    """A tree as the document called `name`."""
    lines: dict[Path, int] = {}
    names: dict[Path, str] = {}
    notes: dict[Path, str] = {}

    def plain(node: Node, path: Path) -> Plain:
        lines[path], names[path] = node.line, node.name
        if node.note:
            notes[path] = node.note
        if isinstance(node.value, dict):
            return {key: plain(each, (*path, key)) for key, each in node.value.items()}
        if isinstance(node.value, list):
            return [plain(each, (*path, at)) for at, each in enumerate(node.value)]
        return node.value

    return YamlDocument(name, plain(root, ()), lines, names, notes)
