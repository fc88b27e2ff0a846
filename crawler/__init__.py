"""From an address to a recorded item."""
