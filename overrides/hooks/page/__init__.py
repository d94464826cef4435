"""A page from its template to its last byte: leftovers out, styles fitted, policy, names that last."""
