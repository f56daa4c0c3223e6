"""Services of the deadline and after it: charge, release and refund pledges."""
