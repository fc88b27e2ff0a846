"""service and telling."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lists", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("asked", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("doubtful", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("troubled_runs", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("good_runs", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("troubled_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("good_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("told", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("told_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("told_times", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("back_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reached_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True)
        )

    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("stock_owed", sa.Boolean(), server_default="0", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.drop_column("stock_owed")

    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.drop_column("unreachable_since")
        batch_op.drop_column("reached_at")
        batch_op.drop_column("back_at")
        batch_op.drop_column("told_times")
        batch_op.drop_column("told_at")
        batch_op.drop_column("told_since")
        batch_op.drop_column("told")
        batch_op.drop_column("good_since")
        batch_op.drop_column("troubled_since")
        batch_op.drop_column("good_runs")
        batch_op.drop_column("troubled_runs")

    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.drop_column("doubtful")
        batch_op.drop_column("asked")
        batch_op.drop_column("lists")

    op.drop_table("marks")
