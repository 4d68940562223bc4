"""Pages: the public's reading and telling, the desk's, a partner's."""
