"""Clean text to coded events: the pure core of the extract stage."""
