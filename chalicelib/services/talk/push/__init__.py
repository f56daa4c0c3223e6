"""Services of Web Push: the devices that subscribe, and what is pushed to them."""
