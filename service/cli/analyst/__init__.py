"""Events and incidents as files for analysts: CSV, GeoJSON, and the columns of other data sets."""
