"""The hosted pages: Checkout, authentication, onboarding, the customer portal."""
