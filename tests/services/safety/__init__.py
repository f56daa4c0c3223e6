"""Tests of what keeps people safe from each other."""
