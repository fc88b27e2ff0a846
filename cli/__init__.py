"""The command: parses, calls a room, prints."""
