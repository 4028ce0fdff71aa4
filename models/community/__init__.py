"""Who lives here? Organizers, groups, people (pure)."""
