"""Tests of the talk wing's HTTP door."""
