"""What the last release left behind, which this one goes on with: its template and its DATA folder."""
