"""Are the labelled examples read as labelled? The rows beside this file are the tests."""
