"""Whether the claim is whole: lines, days, sums, places, diagnoses, marks."""
