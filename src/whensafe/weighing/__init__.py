"""What follows from accepted claims when they are set beside each other."""
