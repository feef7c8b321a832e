"""A credential as a QR code, and back: drawn and read in the browser, so that no service ever sees the picture."""
