"""The classes an organisation may belong to: what makes it so, as conditions over facts that can be argued with."""
