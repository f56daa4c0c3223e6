"""Tests of the door: passwords, addresses, sessions, second factors."""
