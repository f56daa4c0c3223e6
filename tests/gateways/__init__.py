"""The doors to the outside world, against what stands in for it on this machine."""
