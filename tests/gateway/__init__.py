"""Does the channel keep its contract, over the fake and over a real wechaty gateway?"""
