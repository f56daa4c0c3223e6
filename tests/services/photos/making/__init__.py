"""Tests of how the files of photos are made, and made anew."""
