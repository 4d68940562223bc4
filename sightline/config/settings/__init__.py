"""Settings of each kind of process: public, staff, owner (migrations and policies), test."""
