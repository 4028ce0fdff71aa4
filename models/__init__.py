"""What is true: values, the order language, the domain, and (in store) the tables."""
