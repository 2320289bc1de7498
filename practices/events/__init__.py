"""What happened, by name: rooms raise events, other rooms and other systems hear of them."""
