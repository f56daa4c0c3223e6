"""The pages that a person sees: Checkout, authentication, onboarding, the portal."""
