"""The services that organisations offer: places, areas, schedules, whom they are for."""
