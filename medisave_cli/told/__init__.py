"""What offices answered this person: kept in their own folder, shown beside the answers, never part of one."""
