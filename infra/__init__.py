"""What AWS gets and how it gets there: template, package, deployment, rehearsal, operation."""
