"""Does the store keep its word on every database? One suite over SQLite and PostgreSQL."""
