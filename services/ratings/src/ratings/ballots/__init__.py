"""Where enough users petition, all of them vote; recall takes effect through the contract's clause or not at all."""
