"""History: availability samples, posts in new media, what lists showed"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "availability_samples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("home_url", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_availability_samples_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability_samples")),
    )
    with op.batch_alter_table("availability_samples", schema=None) as batch_op:
        batch_op.create_index("ix_availability_samples_unit_id_at", ["unit_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_availability_samples_at"), ["at"], unique=False)
    op.create_table(
        "newmedia_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("known_until", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_newmedia_accounts_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newmedia_accounts")),
        sa.UniqueConstraint(
            "unit_id", "platform", "account", name=op.f("uq_newmedia_accounts_unit_id_platform_account")
        ),
    )
    op.create_table(
        "newmedia_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["newmedia_accounts.id"],
            name=op.f("fk_newmedia_posts_account_id_newmedia_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newmedia_posts")),
        sa.UniqueConstraint(
            "account_id", "posted_on", "title", "url",
            name=op.f("uq_newmedia_posts_account_id_posted_on_title_url"),
        ),
    )  # fmt: skip
    op.create_table(
        "visits",
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_visits_unit_id_units")),
        sa.PrimaryKeyConstraint("unit_id", "as_of", name=op.f("pk_visits")),
    )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("newmedia", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_column("newmedia")
    op.drop_table("visits")
    op.drop_table("newmedia_posts")
    op.drop_table("newmedia_accounts")
    with op.batch_alter_table("availability_samples", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_availability_samples_at"))
        batch_op.drop_index("ix_availability_samples_unit_id_at")
    op.drop_table("availability_samples")
