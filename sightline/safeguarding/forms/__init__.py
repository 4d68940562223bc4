"""What people type about a person in care, made into clean values."""
