"""What others bring beside the grant: evidenced or pending, cash or in kind, and enough of it or not."""
