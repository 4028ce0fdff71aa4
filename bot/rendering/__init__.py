"""How do data become words, pictures and files? Templates, and documents made in a warm process beside the loop."""
