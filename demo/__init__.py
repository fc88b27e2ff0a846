"""A local portal that publishes, edits, withdraws and misbehaves."""
