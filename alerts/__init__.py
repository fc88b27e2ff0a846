"""Who is told what, why, and in which words. Pure."""
