"""Traits of units; the packs that runs were judged by"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    # The default is for the rows that are there; new ones always say what they have.
    op.add_column("units", sa.Column("traits", json, nullable=False, server_default="[]"))
    op.create_table(
        "packs",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_packs")),
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pack_sha256", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("pack_file", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_runs_pack_sha256_packs"), "packs", ["pack_sha256"], ["sha256"]
        )


def downgrade() -> None:
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_runs_pack_sha256_packs"), type_="foreignkey")
        batch_op.drop_column("pack_file")
        batch_op.drop_column("pack_sha256")
    op.drop_table("packs")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_column("traits")
