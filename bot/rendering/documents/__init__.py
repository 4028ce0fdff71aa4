"""Which documents are there, and what stands in each? Frozen descriptions, read from an outbox row's values: a module
for each."""
