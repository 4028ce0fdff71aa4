"""What do the tables look like that she can calculate with? A module for each file, and for each sheet of a large one.

Only the process beside the loop imports these: XlsxWriter would hold the loop for the time of a large book.
"""
