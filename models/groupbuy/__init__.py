"""What was ordered, by whom, and what became of it? The domain of one group-buy (pure)."""
