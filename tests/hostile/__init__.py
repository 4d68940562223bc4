"""What nobody should send, sent to every form, import and address: no page falls over, no wall is crossed."""
