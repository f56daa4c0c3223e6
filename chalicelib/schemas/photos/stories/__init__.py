"""Stories, as Pixelfed's app and our own client read them."""
