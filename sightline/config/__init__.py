"""How Sightline is started: settings and addresses of the two fronts, the database server, keys."""
