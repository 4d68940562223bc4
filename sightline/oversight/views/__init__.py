"""The pages of oversight: figures, statements, the live board, and where each sentence of the statements is held."""
