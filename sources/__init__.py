"""Portals and how they are watched: profiles, sources, captures, runs and their faults. Pure."""
