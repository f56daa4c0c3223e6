"""Tests of the photos wing's HTTP door."""
