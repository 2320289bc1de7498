"""Whether the dentist may bill this payer on that day, under the right number."""
