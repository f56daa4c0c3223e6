"""Tests of gateways, against stand-ins of the outside services on this machine."""
