"""Accounts in new media with their posts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, Row, func, select

from storage.database import writing
from storage.tables import AccountRow, PostRow
from storage.upserts import insert_into
from xunjian.model.newmedia import Account, Post


def save_posts(engine: Engine, accounts: Iterable[tuple[str, Account]]) -> tuple[int, int]:
    """Add accounts of units and their posts to what is known; posts that are there stay as they are.

    Returns how many posts were new, and how many were given.
    """
    at = datetime.now(UTC)
    before = after = given = 0
    with writing(engine).begin() as connection:
        before = connection.scalar(select(func.count()).select_from(PostRow)) or 0
        for unit_id, account in accounts:
            number = _put_account(connection, unit_id, account, at)
            given += len(account.posts)
            rows = [
                {"account_id": number, "posted_on": post.day, "title": post.title, "url": post.url}
                for post in account.posts
            ]
            if rows:
                connection.execute(insert_into(connection, PostRow).on_conflict_do_nothing(), rows)
        after = connection.scalar(select(func.count()).select_from(PostRow)) or 0
    return after - before, given


def list_accounts(engine: Engine, unit_id: str, *, since: date | None = None) -> tuple[Account, ...]:
    """The accounts of a unit by platform and name; posts before `since` are left out, but for the newest."""
    query = (
        select(*AccountRow.__table__.columns)
        .where(AccountRow.unit_id == unit_id)
        .order_by(AccountRow.platform, AccountRow.account)
    )
    with engine.connect() as connection:
        return tuple(_account(connection, row, since) for row in connection.execute(query).fetchall())


def _account(connection: Connection, row: Row[tuple[object, ...]], since: date | None) -> Account:
    query = (
        select(PostRow.posted_on, PostRow.title, PostRow.url)
        .where(PostRow.account_id == row.id)
        .order_by(PostRow.posted_on.desc(), PostRow.title, PostRow.url)
    )
    posts = [Post(each.posted_on, each.title, each.url) for each in connection.execute(query)]
    kept = [post for post in posts if since is None or post.day >= since] or posts[:1]
    return Account(row.platform, row.account, row.known_until, tuple(kept))


def _put_account(connection: Connection, unit_id: str, account: Account, at: datetime) -> int:
    values = {
        "unit_id": unit_id,
        "platform": account.platform,
        "account": account.name,
        "known_until": account.known_until,
        "imported_at": at,
    }
    put = insert_into(connection, AccountRow).values(values)
    later = {"known_until": put.excluded.known_until, "imported_at": put.excluded.imported_at}
    connection.execute(
        put.on_conflict_do_update(
            index_elements=["unit_id", "platform", "account"],
            set_=later,
            where=AccountRow.known_until <= put.excluded.known_until,
        )
    )
    found = select(AccountRow.id).where(
        AccountRow.unit_id == unit_id,
        AccountRow.platform == account.platform,
        AccountRow.account == account.name,
    )
    number: int = connection.execute(found).scalar_one()
    return number
