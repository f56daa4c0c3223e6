"""Deployment to AWS and operation: the template, the package, deploying, its rehearsal, the operator's commands."""
