"""The tables: keys, indexes, access patterns and atomic writes."""
