"""How does one try everything without WeChat? A make-believe group in a browser."""
