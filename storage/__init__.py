"""What chidao remembers, on SQLite or PostgreSQL."""
