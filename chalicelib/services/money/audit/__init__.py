"""The daily look at all of money: what is stored against what entries and payments say."""
