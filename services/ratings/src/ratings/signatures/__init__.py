"""Those on a petition's roll get the means to sign it, and sign: once each, and nobody learns who."""
