"""How the pages of each CMS family read: one file a family."""
