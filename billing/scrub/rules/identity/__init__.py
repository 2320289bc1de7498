"""Who bills, who treated, who is covered: names, numbers, addresses."""
