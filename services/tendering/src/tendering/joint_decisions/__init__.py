"""What an alliance decides: all agree or it is not decided, and a deadlock climbs a ladder."""
