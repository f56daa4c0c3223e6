"""Tests of the safety wing's HTTP door."""
