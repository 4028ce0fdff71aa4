"""What may be done: one use case after the other, and what people are told."""
