"""What one detail page says, how two readings of it differ, and how soon to look again. Pure."""
