"""The web pages and the JSON interface: everything closed but for two signs of life."""
