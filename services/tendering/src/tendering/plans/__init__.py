"""What an authority means to buy, announced before it buys: its pipeline (UK1) and planned procurements (UK3)."""
