"""What a patient's plan pays for, as far as it is known, from whom and since when."""
