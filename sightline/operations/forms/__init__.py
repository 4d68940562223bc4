"""What people type about operations, made into clean values."""
