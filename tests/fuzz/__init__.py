"""Play schemathesis against the running stack: `make fuzz`."""
