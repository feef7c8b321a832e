"""Finding an organisation by name, number, class and area; matching other people's lists."""
