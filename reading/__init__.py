"""From a capture to what the page says: charset, platforms, listings, bodies, quality. Pure."""
