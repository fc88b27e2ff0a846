"""Our own Apprise services: mail that threads, and the signed webhook. Loaded at first use."""
