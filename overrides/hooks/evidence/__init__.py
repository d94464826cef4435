"""The register of claims and sources: citations, notes behind the markers, rules, downloads."""
