"""What is owed, by whom, and why? Accounts of households, payments that were told, and claims; all of it pure."""
