"""Web Push: tell a device something through the push service that it chose, which cannot read it."""
