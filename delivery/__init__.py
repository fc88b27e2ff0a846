"""Alerts to channels, at least once, each delivery under one id."""
