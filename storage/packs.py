"""The packs that runs were judged by, as they were then: by their content, each kept once."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

import zstandard
from sqlalchemy import Connection, Engine, select

from storage.tables import PackRow, RunRow
from storage.upserts import insert_into

_MOST_NAMED = 500
"""Runs that a query names one by one."""
PackTexts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PackUsed:
    """Id and text of a pack and of those that it extends, nearest first; `file`: where it lay, if it was
    named by its file."""

    texts: PackTexts
    file: str | None = None


def keep_pack(connection: Connection, pack: PackUsed) -> dict[str, str | None]:
    """Keep the texts unless they are kept already, wherever they lay then; what a run says of them."""
    document = json.dumps(pack.texts, ensure_ascii=False).encode("utf-8")
    digest = hashlib.sha256(document).hexdigest()
    content = zstandard.ZstdCompressor(level=10).compress(document)
    put = insert_into(connection, PackRow).values(sha256=digest, content=content)
    connection.execute(put.on_conflict_do_nothing())
    return {"pack_sha256": digest, "pack_file": pack.file}


def find_pack(engine: Engine, run_id: str) -> PackUsed | None:
    """The pack that a run was judged by; None where the run is not known or its pack was not kept."""
    query = (
        select(PackRow.content, RunRow.pack_file)
        .join_from(RunRow, PackRow, RunRow.pack_sha256 == PackRow.sha256)
        .where(RunRow.id == run_id)
    )
    with engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    return PackUsed(_texts(row.content), row.pack_file)


def pack_digests(engine: Engine, run_ids: Iterable[str]) -> dict[str, str]:
    """Which pack was kept with each run, by its digest; runs without one are not in it."""
    wanted = frozenset(run_ids)
    query = select(RunRow.id, RunRow.pack_sha256).where(RunRow.pack_sha256.is_not(None))
    if len(wanted) <= _MOST_NAMED:
        query = query.where(RunRow.id.in_(wanted))
    with engine.connect() as connection:
        return {row.id: row.pack_sha256 for row in connection.execute(query) if row.id in wanted}


def _texts(content: bytes) -> PackTexts:
    pairs: list[list[str]] = json.loads(zstandard.ZstdDecompressor().decompress(content))
    return tuple((name, text) for name, text in pairs)
