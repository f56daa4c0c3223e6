"""Draw the OpenAPI document from the routes: `python -m docs.api` writes it."""
