"""When: the resident service and each tick's work."""
