"""The office of the demo: people and claims of a practice as Open Dental keeps them. Pure."""
