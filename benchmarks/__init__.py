"""What `make bench` and `make soak` run: costs as ratios in one run, and long random runs."""
