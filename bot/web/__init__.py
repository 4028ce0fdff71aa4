"""How do people reach it with a browser? One site, made of parts that know nothing of each other."""
