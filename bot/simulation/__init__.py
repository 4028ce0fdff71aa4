"""What would months of many groups be like? Neighbours who write by themselves, and the bot among them."""
