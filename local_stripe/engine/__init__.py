"""What happens behind the API: money moves, time passes, webhooks go out."""
