"""What follows from scores and dates: who may win which lots, and how long a signature waits."""
