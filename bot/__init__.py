"""How it reaches the world: process, configuration, channels, rendering, web page, command line."""
