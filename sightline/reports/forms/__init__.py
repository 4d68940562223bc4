"""What people type: the public's questions, the desk's forms, a partner's."""
