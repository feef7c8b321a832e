"""Questions about a notice, answered to everybody; nobody learns who asked. And why providers do not bid."""
