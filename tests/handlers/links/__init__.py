"""What links show before anybody opens them."""
