"""Loads what commands load only when they need it; for processes that many others are forked from."""

from importlib import import_module

from delivery.channels import Channel, check_url

for name in (
    "alembic.command",
    "apscheduler.executors.asyncio",
    "config.logs",
    "crawler.pipelines",
    "scheduler.service",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.extensions.feedexport",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "storage.migrate",
):
    import_module(name)

check_url(Channel("nobody", "json://127.0.0.1/"))  # Apprise reads all its plugins at the first one
