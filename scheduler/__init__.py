"""When are things done unasked: what is due, deadlines, the outbox relay."""
