"""What waits for a person: one list over all practices, without a word about a patient."""
