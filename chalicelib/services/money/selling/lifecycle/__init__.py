"""What happens to a subscription while it lives: changes of its price, and its one trial."""
