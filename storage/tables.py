"""The tables, seen by this room alone. Times are UTC; JSON is text written by the types' own form."""

import sqlalchemy as sa

from storage.columns import DELIVERY_ID_LENGTH, HASH_LENGTH, UtcDateTime, metadata


def _hash(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(HASH_LENGTH), nullable=nullable)


sources = sa.Table(
    "sources",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("verified_live", sa.Text, nullable=False, default=""),
    sa.Column("every", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False, default=True),
    sa.Column("not_before", UtcDateTime),  # the portal asked us to wait until then
    sa.Column("sections_found_at", UtcDateTime),
    sa.Column("bad_runs", sa.Integer, nullable=False, default=0),
    sa.Column("blind_since", UtcDateTime),
    sa.Column("blind_why", sa.Text, nullable=False, default=""),
    sa.Column("troubled_runs", sa.Integer, nullable=False, server_default="0"),
    sa.Column("good_runs", sa.Integer, nullable=False, server_default="0"),
    sa.Column("troubled_since", UtcDateTime),
    sa.Column("good_since", UtcDateTime),
    sa.Column("told", sa.Text, nullable=False, server_default=""),  # what people heard last of it
    sa.Column("told_since", UtcDateTime),
    sa.Column("told_at", UtcDateTime),
    sa.Column("told_times", sa.Integer, nullable=False, server_default="0"),
    sa.Column("back_at", UtcDateTime),
    sa.Column("reached_at", UtcDateTime),  # when anything of it answered last
    sa.Column("unreachable_since", UtcDateTime),  # nothing of it has answered since
)

sections = sa.Table(
    "sections",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("allow_empty", sa.Boolean, nullable=False, default=False),
    sa.Column("filled_at", UtcDateTime),  # the first complete reading of all its pages
    sa.Column("swept_at", UtcDateTime),  # the last complete reading of all its pages
)

items = sa.Table(
    "items",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False, default=""),  # as listed, then as read
    sa.Column("document_number", sa.Text, nullable=False, default=""),
    sa.Column("kind", sa.Text, nullable=False, default="article"),
    sa.Column("state", sa.Text, nullable=False, default="live"),
    sa.Column("first_seen", UtcDateTime, nullable=False),
    sa.Column("last_seen", UtcDateTime, nullable=False),
    sa.Column("next_check_at", UtcDateTime, nullable=False),
    sa.Column("version_count", sa.Integer, nullable=False, default=0),
    sa.Column("unchanged_streak", sa.Integer, nullable=False, default=0),
    sa.Column("failures", sa.Integer, nullable=False, default=0),
    sa.Column("etag", sa.Text, nullable=False, default=""),
    sa.Column("last_modified", sa.Text, nullable=False, default=""),
    sa.Column("suspected_at", UtcDateTime),
    sa.Column("doubted_sha256", sa.Text, nullable=False, default=""),
    sa.Column("doubted_at", UtcDateTime),
    sa.Column("absence_checks", sa.Integer, nullable=False, default=0),
    sa.UniqueConstraint("source", "key"),
    sa.Index(None, "source", "next_check_at"),
    sa.Index(None, "document_number"),
    sa.Index(None, "url"),
)

aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), nullable=False, index=True),
)

blobs = sa.Table(
    "blobs",
    metadata,
    sa.Column("sha256", sa.String(HASH_LENGTH), primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
    _hash("base", nullable=True),  # the blob this one is compressed against
    sa.Column("depth", sa.Integer, nullable=False, default=0),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

captures = sa.Table(
    "captures",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("item_id", sa.ForeignKey("items.id"), index=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("final_url", sa.Text, nullable=False),
    sa.Column("fetched_at", UtcDateTime, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("headers", sa.Text, nullable=False),
    sa.Column("sha256", sa.ForeignKey("blobs.sha256"), nullable=False, index=True),
    sa.Column("fault", sa.Text, nullable=False, default=""),
    sa.Column("reasons", sa.Text, nullable=False, default=""),
)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("fetched_at", UtcDateTime, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("capture_id", sa.ForeignKey("captures.id"), nullable=False),
    _hash("facts_sha256"),
    _hash("hash"),
    _hash("previous_hash", nullable=True),
    sa.UniqueConstraint("item_id", "n"),
)

version_attachments = sa.Table(
    "version_attachments",
    metadata,
    sa.Column("version_id", sa.ForeignKey("versions.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(HASH_LENGTH), nullable=False),  # "" = could not be fetched
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("version_id", sa.ForeignKey("versions.id"), primary_key=True),
    sa.Column("rules", sa.Text, primary_key=True),  # which reading and directive rules
    sa.Column("read_at", UtcDateTime, nullable=False),
    sa.Column("original", sa.Boolean, nullable=False),  # the one the version's hash covers
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("article", sa.Text, nullable=False),
    _hash("article_sha256"),
    sa.Column("extraction", sa.Text, nullable=False),
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), nullable=False, index=True),
    sa.Column("from_n", sa.Integer),
    sa.Column("to_n", sa.Integer),
    sa.Column("last_seen_old", UtcDateTime, nullable=False),
    sa.Column("first_seen_new", UtcDateTime, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("weight", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("fields", sa.Text, nullable=False),
)

directives = sa.Table(
    "directives",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), nullable=False, index=True),
    sa.Column("version_n", sa.Integer, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("due", sa.Text),  # ISO date or minute, local
    sa.Column("safe_by", sa.Text),
    sa.Column("instruction", sa.Text, nullable=False),
    sa.UniqueConstraint("item_id", "position"),
    sa.Index(None, "due"),
)

attachments = sa.Table(
    "attachments",
    metadata,
    sa.Column("item_id", sa.ForeignKey("items.id"), primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("sha256", sa.ForeignKey("blobs.sha256"), nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("fetched_at", UtcDateTime, nullable=False),
    sa.Column("etag", sa.Text, nullable=False, default=""),
    sa.Column("last_modified", sa.Text, nullable=False, default=""),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("outcome", sa.Text),
    sa.Column("counts", sa.Text),
    # What a run is worth as a measure for later ones: whole listings, items asked for, and sections
    # that were not as they always are.
    sa.Column("lists", sa.Integer, nullable=False, server_default="0"),
    sa.Column("asked", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubtful", sa.Integer, nullable=False, server_default="0"),
    sa.Index(None, "source", "started_at"),
)

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("definition", sa.Text, nullable=False),
    # The summary of what was there before it; those of older stores were heard from the start.
    sa.Column("stock_owed", sa.Boolean, nullable=False, server_default="0"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("withheld", sa.Text, nullable=False, default=""),  # why nobody was to be told
    sa.Column("event", sa.Text, nullable=False),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.String(DELIVERY_ID_LENGTH), primary_key=True),
    sa.Column("event_id", sa.ForeignKey("events.id"), nullable=False, index=True),
    sa.Column("subscription", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("next_try_at", UtcDateTime, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("leased_by", sa.Text),
    sa.Column("leased_until", UtcDateTime),
    sa.Column("sent_at", UtcDateTime),
    sa.Column("last_error", sa.Text, nullable=False, default=""),
    sa.Index(None, "state", "next_try_at"),
)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("until", UtcDateTime, nullable=False),
)

marks = sa.Table(
    "marks",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("note", sa.Text, nullable=False, default=""),
)
