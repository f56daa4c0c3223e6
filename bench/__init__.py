"""Measure what Rossgram costs: each module is one part of `make bench`."""
