"""Tools that come when a reader asks: a hold timer, a check of danger signs, a country's numbers, a diary."""
