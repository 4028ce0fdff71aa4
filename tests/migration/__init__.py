"""Do the migrations lead to the tables that the code knows?"""
