"""Which ways into and out of a group are there?"""
