"""Who orders whom to do what by when: papers, instructions, deadlines, citations. Pure."""
