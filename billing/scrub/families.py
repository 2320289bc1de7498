"""What the families of rules are called. Pure."""

FAMILIES = {
    "identity": "People and numbers",
    "structure": "The claim's form",
    "payer": "The payer",
    "cob": "Several covers",
    "credential": "Who may treat",
    "codes": "Codes",
    "anatomy": "Teeth and age",
    "bundling": "What goes together",
    "history": "Done before",
    "benefits": "What the plan pays",
    "medical": "Medical edits",
    "notes": "Notes and narratives",
    "enclosures": "Enclosures",
    "prosthetics": "Crowns, bridges, dentures",
    "orthodontics": "Orthodontics",
    "fees": "Fees",
}
