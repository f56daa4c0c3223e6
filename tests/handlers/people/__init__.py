"""Tests of the people wing's HTTP door."""
