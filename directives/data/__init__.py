"""Tables a person can edit: bodies, types of papers, provinces, verbs."""
