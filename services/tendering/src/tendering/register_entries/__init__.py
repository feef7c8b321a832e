"""What the register of contracts wants known of a contract that no notice tells: who answers, when it is reviewed."""
