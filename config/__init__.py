"""The settings file, the environment, and logs."""
