"""What must hold when something breaks: a process, a disk, a line, a backup. Seeded, bounded, on this machine alone."""
