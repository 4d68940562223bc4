"""The whole story, a chapter a file; each act is done by one person, by the words that stand on their pages."""
