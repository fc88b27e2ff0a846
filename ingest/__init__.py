"""From a fetched item to what is stored and whom to tell: decided purely, written in one transaction."""
