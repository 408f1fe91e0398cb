"""Letters of the public with their answers: which pages hold them, and what each says."""
