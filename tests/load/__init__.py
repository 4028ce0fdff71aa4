"""How fast is it, how large, and how does it grow? Benchmarks: nothing here fails because a machine is slow."""
